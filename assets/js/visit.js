// Follows links and posts forms without leaving the page: fetches, exchanges parts, keeps the address true.
import { fetchPage, say, swap } from "js/parts.js";

let latest = 0;

/** Goes to `url` within the page; the newest visit wins. Says whether it was that. */
export async function visit(url, { push = true, options } = {}) {
  const turn = (latest += 1);
  document.documentElement.setAttribute("aria-busy", "true");
  try {
    const page = await fetchPage(url, options);
    if (turn !== latest) return;
    if (page.status >= 500) throw new Error(String(page.status));
    // A whole other page, the sign-in for example, is gone to; what a form got instead of the desk only speaks.
    const known = page.next.querySelector(options === undefined ? ".desk" : "[data-part]");
    if (known) exchange(page, { push, isForm: options !== undefined });
    else location.assign(page.url);
  } catch {
    if (options === undefined) location.assign(url);
    else say(document.body.dataset.failed);
  } finally {
    if (turn === latest) document.documentElement.removeAttribute("aria-busy");
  }
  return turn === latest;
}

function exchange(page, { push, isForm }) {
  swap(page.next);
  // A refused form was drawn again at the address it was posted to, which is no page.
  const place = !isForm || page.redirected;
  if (push && place && page.url !== location.href) history.pushState({}, "", page.url);
  if (!isForm) settle();
}

/** After another conversation came: its end is in view, and phones are at its top. */
function settle() {
  for (const region of document.querySelectorAll(".timeline-scroll")) region.scrollTop = 0;
  document.querySelector('.rows [aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-visit]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.closest("[popover]:popover-open")?.hidePopover();
  visit(link.href);
});

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.matches("[data-plain], [method=dialog]") || !form.closest(".desk")) return;
  event.preventDefault();
  // The second half of a double click.
  if (form.matches("[aria-busy=true]")) return;
  const data = new FormData(form, submitter);
  const url = new URL(submitter?.hasAttribute("formaction") ? submitter.formAction : form.action);
  if (form.method === "get") {
    url.search = new URLSearchParams([...data].filter(([, value]) => value !== ""));
    return void visit(url.href);
  }
  form.closest("dialog")?.close();
  form.setAttribute("aria-busy", "true");
  rest(form, true);
  const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
  visit(url.href, { options: { method: "POST", body } }).then((isNewest) => {
    form.removeAttribute("aria-busy");
    rest(form, false);
    // What was taken is answered with another form in its place.
    if (isNewest && form.isConnected) form.dispatchEvent(new Event("unsent", { bubbles: true }));
  });
});

/** What is typed into a box whose form is on its way would be lost with the answer. */
function rest(form, isResting) {
  for (const box of form.querySelectorAll("textarea")) box.readOnly = isResting;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

addEventListener("popstate", () => visit(location.href, { push: false }));
