// A slash at the beginning of a line offers what can be inserted, narrowed by what is typed behind it.
import { Extension, Plugin } from "vendor/tiptap.js";
import { place } from "js/editor/toolbar.js";

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** `root` holds the menus whose choices are offered; `act` does one. */
export const slash = (root, act) => Extension.create({
  name: "slash",
  priority: 1000,
  addProseMirrorPlugins() {
    const menu = new Menu(this.editor, root, act);
    return [new Plugin({
      view: () => ({ update: () => menu.follow(), destroy: () => menu.close() }),
      props: { handleKeyDown: (_, event) => menu.press(event), handleDOMEvents: { blur: () => menu.close() } },
    })];
  },
});

class Menu {
  constructor(editor, root, act) {
    Object.assign(this, { editor, act });
    this.list = root.querySelector(".slash");
    this.choices = [...root.querySelectorAll("#editor-style .choice, #editor-insert .choice, [data-do=bullets], [data-do=numbers], [data-do=quote]")];
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const item = event.target.closest("[role=option]");
      if (item) this.take(item);
    });
  }

  /** What stands behind the slash, if the line is nothing else. */
  typed() {
    const { $from, empty } = this.editor.state.selection;
    if (!empty || $from.parent.type.name !== "paragraph") return null;
    return /^\/([\p{L}\p{N} :]{0,20})$/u.exec($from.parent.textContent)?.[1] ?? null;
  }

  follow() {
    const typed = this.typed();
    if (typed === null) this.isLeft = false;
    if (typed === null || this.isLeft || !this.editor.isFocused) return this.close();
    const wanted = fold(typed.trim());
    const word = (choice) => choice.querySelector(".name")?.textContent ?? choice.ariaLabel;
    const fitting = this.choices.filter((choice) => choice.dataset.do !== "paragraph" && choice.ariaDisabled !== "true" && fold(word(choice)).includes(wanted));
    if (!fitting.length) return this.close();
    if (this.wanted === wanted && !this.list.hidden) return;
    this.wanted = wanted;
    this.list.replaceChildren(...fitting.map((choice, nth) => this.option(choice.dataset.do, word(choice), choice.querySelector("svg"), nth)));
    this.list.hidden = false;
    const { left, right, top, bottom } = this.editor.view.coordsAtPos(this.editor.state.selection.from);
    place(this.list, { left, right, top, bottom });
    this.mark(0);
  }

  option(name, word, drawing, nth) {
    const item = document.createElement("li");
    Object.assign(item, { className: "choice", role: "option", id: `editor-slash-${nth}` });
    item.dataset.name = name;
    item.append(drawing.cloneNode(true), word);
    return item;
  }

  mark(nth) {
    const all = [...this.list.children];
    this.at = (nth + all.length) % all.length;
    all.forEach((item, other) => (item.ariaSelected = String(other === this.at)));
    all[this.at].scrollIntoView({ block: "nearest" });
    this.editor.view.dom.setAttribute("aria-controls", this.list.id);
    this.editor.view.dom.setAttribute("aria-activedescendant", all[this.at].id);
  }

  press(event) {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    const acts = {
      ArrowDown: () => this.mark(this.at + 1),
      ArrowUp: () => this.mark(this.at - 1),
      Enter: () => this.take(this.list.children[this.at]),
      Tab: () => this.take(this.list.children[this.at]),
      Escape: () => this.leave(),
    };
    if (!acts[event.key]) return false;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
    return true;
  }

  leave() {
    this.isLeft = true;
    this.close();
  }

  take(item) {
    const { $from } = this.editor.state.selection;
    const { name } = item.dataset;
    this.close();
    this.editor.chain().focus().deleteRange({ from: $from.start(), to: $from.end() }).run();
    this.act(name);
  }

  close() {
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.wanted = undefined;
    this.editor.view?.dom.removeAttribute("aria-activedescendant");
    this.editor.view?.dom.removeAttribute("aria-controls");
  }
}
