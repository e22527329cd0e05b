// Dialogs that ask for something before a tool can do its work.

const PAUSE = 200;

/** Shows the dialog of this name with `values`; answers what was typed, or nothing when it was left. */
export function ask(name, values = {}) {
  const dialog = document.querySelector(`dialog[data-asks=${name}]`);
  const form = dialog.querySelector("form");
  form?.reset();
  for (const [field, value] of Object.entries(values)) {
    const { [field]: input } = form.elements;
    if (input.type === "checkbox") input.checked = value;
    else input.value = value ?? "";
  }
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const answer = () => resolve(dialog.returnValue === "done" ? Object.fromEntries(new FormData(form)) : null);
    dialog.addEventListener("close", answer, { once: true });
  });
}

/** What somebody typed as an address, as one: "example.org" leads to a website, "a@example.org" to a mail. */
export function address(typed) {
  const words = typed.trim();
  if (/^(https?:|mailto:|tel:|\/|#|\?)/i.test(words)) return words;
  if (/^[^\s@/]+@[^\s@/]+$/.test(words)) return `mailto:${words}`;
  return `https://${words}`;
}

/** Offers articles while words are typed where an address belongs. */
export function offerArticles(url) {
  const input = document.getElementById("editor-link-address");
  const list = document.getElementById("editor-link-found");
  let soon = 0;
  let turn = 0;
  const close = () => {
    turn += 1;
    list.hidden = true;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    const all = [...list.children];
    all.forEach((choice, nth) => (choice.ariaSelected = String(nth === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", all[at].id);
    all[at]?.scrollIntoView({ block: "nearest" });
  };
  const take = (choice) => {
    input.value = choice.dataset.url;
    const words = input.form.elements.text;
    if (!words.value) words.value = choice.textContent;
    close();
  };
  const seek = async () => {
    const now = (turn += 1);
    const words = input.value.trim();
    if (words.length < 2 || /^(https?:|mailto:|tel:|[/#])/i.test(words)) return close();
    const answer = await fetch(`${url}?${new URLSearchParams({ q: words })}`, { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => null);
    const found = answer?.ok ? (await answer.json()).articles : [];
    if (now !== turn || !input.closest("dialog").open) return;
    list.replaceChildren(...found.slice(0, 8).map(choice));
    list.hidden = !found.length;
    input.ariaExpanded = String(found.length > 0);
    input.removeAttribute("aria-activedescendant");
  };
  input.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(seek, PAUSE);
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const choice = event.target.closest("[role=option]");
    if (choice) take(choice);
  });
  input.addEventListener("keydown", (event) => {
    const all = [...list.children];
    const at = all.findIndex((one) => one.ariaSelected === "true");
    if (list.hidden || !all.length) return;
    if (event.key === "ArrowDown") mark((at + 1) % all.length);
    else if (event.key === "ArrowUp") mark((at - 1 + all.length) % all.length);
    else if (event.key === "Enter" && at >= 0) take(all[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

function choice({ title, url }, nth) {
  const item = document.createElement("li");
  Object.assign(item, { id: `editor-article-${nth}`, role: "option", textContent: title, ariaSelected: "false" });
  item.dataset.url = url;
  return item;
}
