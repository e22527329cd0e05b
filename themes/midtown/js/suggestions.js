// Offers articles while words are typed into a search box that says where to ask (`data-suggest`).
for (const form of document.querySelectorAll("form[data-suggest]")) suggest(form, form.querySelector("input[type=search]"));

function suggest(form, input) {
  const list = Object.assign(document.createElement("ul"), { className: "offers", id: "offers", hidden: true, role: "listbox" });
  list.ariaLabel = input.ariaLabel;
  form.append(list);
  Object.assign(input, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
  input.setAttribute("aria-controls", list.id);
  let soon = 0;
  let turn = 0;
  const show = (items) => {
    list.replaceChildren(...items);
    list.hidden = !items.length;
    input.ariaExpanded = String(items.length > 0);
    input.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const now = (turn += 1);
    const words = input.value.trim();
    if (words.length < 2) return show([]);
    const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: input.value })}`).catch(() => null);
    const articles = answer?.ok ? (await answer.json()).articles : [];
    if (now === turn && document.activeElement === input) show(articles.map(offer));
  };
  const mark = (step) => {
    const all = [...list.children];
    const at = all.findIndex((item) => item.ariaSelected === "true");
    const next = all.at((at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length);
    for (const item of all) item.ariaSelected = String(item === next);
    input.setAttribute("aria-activedescendant", next.id);
  };
  input.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(ask, 120);
  });
  input.addEventListener("blur", () => setTimeout(() => show([]), 150));
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const chosen = list.querySelector("[aria-selected=true] a");
    const acts = { ArrowDown: () => mark(1), ArrowUp: () => mark(-1), Escape: () => show([]), Enter: chosen && (() => chosen.click()) };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
}

function offer({ url, title, language }, nth) {
  const item = Object.assign(document.createElement("li"), { id: `offer-${nth}`, role: "option", ariaSelected: "false" });
  const link = Object.assign(document.createElement("a"), { href: url, lang: language, dir: "auto", tabIndex: -1 });
  link.append(...title.map(({ text, hit }) => (hit ? Object.assign(document.createElement("mark"), { textContent: text }) : text)));
  item.append(link);
  return item;
}
