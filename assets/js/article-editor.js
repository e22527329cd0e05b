// Makes a writing tool of an article's box (`.article-editor`), whose textarea stays what the form sends.
import { Editor, Extension, Selection } from "vendor/tiptap.js";
import { ASKING } from "js/editor/acts.js";
import { offerArticles } from "js/editor/articles.js";
import { COMMANDS, KEYS } from "js/editor/commands.js";
import { guard, label, standIn } from "js/editor/form.js";
import { fill } from "js/editor/full.js";
import { watch } from "js/editor/hints.js";
import { Kept, recall } from "js/editor/kept.js";
import { notices } from "js/editor/notices.js";
import { clean } from "js/editor/paste.js";
import { prepare, schema } from "js/editor/schema.js";
import { slash } from "js/editor/slash.js";
import { equip, reach } from "js/editor/toolbar.js";
import { uploads } from "js/editor/upload.js";
import { write } from "js/editor/write.js";

const PAUSE = 300;

class ArticleEditor {
  constructor(root) {
    this.root = root;
    this.box = root.querySelector("textarea");
    this.form = this.box.form;
    root.prepend(document.getElementById("article-editor").content.cloneNode(true));
    document.body.append(...root.querySelectorAll("dialog"));
    this.words = Object.fromEntries([...root.querySelectorAll("[data-word]")].map((item) => [item.dataset.word, item.textContent]));
    this.say = notices(root.querySelector(".notices"), this.words);
    this.kept = new Kept(root.dataset);
    this.editor = this.make();
    const act = (name) => this.act(name);
    this.show = equip(root, this.editor, act);
    this.check = watch(root, this.editor, { url: root.dataset.check, read: () => this.box.value });
    offerArticles(root.dataset.articles);
    // What the editor adds by itself, a line below the last block, is no change.
    this.editor.view.dispatch(this.editor.state.tr);
    this.isReady = true;
    reach(root, this.editor, () => fill(root));
    guard(this);
    this.show();
    recall(this);
    this.check(0);
  }

  make() {
    const { box, root, words } = this;
    const attributes = { role: "textbox", "aria-multiline": "true", class: "article", ...standIn(box, words.text) };
    label(box)?.addEventListener("click", () => this.editor.commands.focus());
    return new Editor({
      element: root.querySelector(".page"),
      injectCSS: false,
      content: prepare(box.value),
      extensions: [
        ...schema(words),
        uploads({ url: root.dataset.upload, words, say: this.say }),
        slash(root, (name) => this.act(name)),
        Extension.create({ name: "keys", priority: 900, addKeyboardShortcuts: () => this.keys() }),
      ],
      editorProps: { attributes, transformPastedHTML: (html) => this.paste(html) },
      onTransaction: () => this.show?.(),
      onUpdate: () => this.isReady && this.changed(),
    });
  }

  keys() {
    return Object.fromEntries(Object.entries(KEYS).map(([key, name]) => [key, () => this.act(name) !== false]));
  }

  /** Does what a tool says. */
  act(name) {
    const asked = ASKING[name];
    if (asked) return void asked(this);
    return COMMANDS[name].run(this.editor.chain().focus(), this.editor).run();
  }

  paste(html) {
    const { html: cleaned, files, remote } = clean(html);
    if (remote) this.say(`${this.words.remote} ${remote}`);
    if (files.length) setTimeout(() => this.editor.storage.uploads.add(files));
    return prepare(cleaned);
  }

  /** What is written reaches the form after a pause, at the latest when it is sent. */
  changed() {
    clearTimeout(this.soon);
    this.isDirty = true;
    this.root.querySelector(".unsaved").hidden = false;
    this.soon = setTimeout(() => this.settle(), PAUSE);
    this.check?.();
  }

  settle() {
    clearTimeout(this.soon);
    if (!this.isDirty) return;
    this.box.value = this.source ? this.source.read() : write(this.editor);
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
    this.kept.write(this.box.value, this.isSent);
    // Undone to where it began.
    if (this.box.value === this.box.defaultValue) this.rest();
  }

  /** Shows this HTML as the article, as one step that can be undone. */
  take(html) {
    const toStart = ({ tr }) => Boolean(tr.setSelection(Selection.atStart(tr.doc)));
    this.editor.chain().setContent(prepare(html), { emitUpdate: false }).command(toStart).run();
  }

  /** The same as something written just now. */
  load(html) {
    if (this.source) this.source.write(html);
    else this.take(html);
    this.changed();
    this.settle();
  }

  /** Nothing is unsaved any more. */
  rest() {
    clearTimeout(this.soon);
    this.isDirty = false;
    this.root.querySelector(".unsaved").hidden = true;
  }
}

document.querySelectorAll(".article-editor").forEach((root) => new ArticleEditor(root));
