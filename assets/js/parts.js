// Exchanges the parts of a page (`data-part`) for those of a page or fragment fetched from the server.

/** The address's HTML and where it was answered; throws what the network throws. */
export async function fetchPage(url, options = {}) {
  const answer = await fetch(url, { credentials: "same-origin", ...options, headers: { Accept: "text/html", ...options.headers } });
  const html = await answer.text();
  return { url: answer.url, status: answer.status, redirected: answer.redirected, next: new DOMParser().parseFromString(html, "text/html") };
}

/** Puts the parts of `next` in the place of the page's; says how many had a place. */
export function swap(next) {
  document.dispatchEvent(new CustomEvent("exchange"));
  const focused = document.activeElement?.closest("[id]")?.id;
  let count = 0;
  for (const fresh of next.querySelectorAll("[data-part]")) {
    const old = document.querySelector(`[data-part="${fresh.dataset.part}"]`);
    if (!old) continue;
    count += 1;
    if (fresh.querySelector("[data-part]") && old.dataset.key === fresh.dataset.key && old.querySelector("[data-part]")) continue;
    replace(old, fresh);
  }
  if (next.title) document.title = next.title;
  if (focused && document.activeElement === document.body) focusAgain(focused);
  document.dispatchEvent(new CustomEvent("parts", { detail: { count } }));
  return count;
}

function replace(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (fresh.hasAttribute("data-keyed")) replaceByKey(old, fresh);
  else if (old.innerHTML !== fresh.innerHTML) old.replaceChildren(...adopted(fresh));
}

/** Keeps children that did not change, so that scroll, selection and focus stay where they are. */
function replaceByKey(old, fresh) {
  const present = new Map([...old.children].map((child) => [child.id, child]));
  const wanted = adopted(fresh).filter((node) => node instanceof Element).map((child) => {
    const same = present.get(child.id);
    return same && source(same) === source(child) ? same : child;
  });
  for (const child of [...old.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, at) => {
    if (old.children[at] !== child) old.insertBefore(child, old.children[at] ?? null);
  });
}

const adopted = (fresh) => [...fresh.childNodes].map((node) => document.importNode(node, true));

/** What the server wrote, whatever was folded open since; times that only tell the distance count too. */
const source = (element) => element.outerHTML.replaceAll(' open=""', "");

/** Whoever writes goes on writing, at the end of what is there now. */
function focusAgain(id) {
  const form = document.querySelector(id.startsWith("held-") ? ".reply-form" : `form[data-draft]#${CSS.escape(id)}`);
  if (form) {
    const { text } = form.elements;
    text.focus({ preventScroll: true });
    return text.setSelectionRange(text.value.length, text.value.length);
  }
  const place = document.getElementById(id) ?? document.querySelector('.rows [aria-current="true"]');
  (place?.matches("a, button, input, textarea, [tabindex]") ? place : place?.querySelector("a, button"))?.focus({ preventScroll: true });
}

/** Shows a sentence in the corner, where screen readers hear it. */
export function say(words) {
  const toast = document.createElement("div");
  toast.className = "toast";
  const text = document.createElement("p");
  text.textContent = words;
  toast.append(text);
  show(toast);
}

/** Adds a toast, which leaves by itself unless somebody is at it. */
export function show(toast) {
  document.querySelector(".toasts")?.append(toast);
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
  setTimeout(leave, 8000);
}
