// Offers articles while words are typed where the address of a link belongs.

const PAUSE = 200;
const MOST = 8;
const ADDRESS = /^(https?:|mailto:|tel:|[/#])/i;

/** `url` finds articles by words; without one, addresses are typed. */
export function offerArticles(url) {
  if (url) new Finder(url);
}

class Finder {
  constructor(url) {
    this.url = url;
    this.input = document.getElementById("editor-link-address");
    this.list = document.getElementById("editor-link-found");
    this.turn = 0;
    this.input.addEventListener("input", () => {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.seek(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const choice = event.target.closest("[role=option]");
      if (choice) this.take(choice);
    });
  }

  /** The newest words win. */
  async seek() {
    const turn = (this.turn += 1);
    const words = this.input.value.trim();
    if (words.length < 2 || ADDRESS.test(words)) return this.close();
    const options = { credentials: "same-origin", headers: { Accept: "application/json" } };
    const answer = await fetch(`${this.url}?${new URLSearchParams({ q: words })}`, options).catch(() => null);
    const found = answer?.ok ? (await answer.json()).articles : [];
    if (turn === this.turn && this.input.closest("dialog").open) this.show(found.slice(0, MOST));
  }

  show(found) {
    this.list.replaceChildren(...found.map(choice));
    this.list.hidden = !found.length;
    this.input.ariaExpanded = String(found.length > 0);
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.turn += 1;
    this.show([]);
  }

  mark(nth) {
    const all = [...this.list.children];
    const at = (nth + all.length) % all.length;
    all.forEach((one, other) => (one.ariaSelected = String(other === at)));
    all[at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", all[at].id);
  }

  take(chosen) {
    this.input.value = chosen.dataset.url;
    const words = this.input.form.elements.text;
    if (!words.value) words.value = chosen.textContent;
    this.close();
  }

  press(event) {
    const all = [...this.list.children];
    const at = all.findIndex((one) => one.ariaSelected === "true");
    const acts = { ArrowDown: () => this.mark(at + 1), ArrowUp: () => this.mark(Math.max(at, 0) - 1), Escape: () => this.close() };
    if (at >= 0) acts.Enter = () => this.take(all[at]);
    if (!all.length || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }
}

function choice({ title, url }, nth) {
  const item = document.createElement("li");
  Object.assign(item, { id: `editor-article-${nth}`, role: "option", textContent: title, ariaSelected: "false" });
  item.dataset.url = url;
  return item;
}
