// A picture among the words: shown with a handle to drag, and with a mark as long as nobody has said what it shows. One that
// stands alone may have words below it.
import { Fragment, Node, TextSelection } from "vendor/tiptap.js";
import { around } from "js/editor/blocks.js";

const LEAST = 16;
const STEP = 1.15;
const number = (value) => (/^\d{1,4}$/.test(value ?? "") ? Number(value) : null);

export const picture = (words) => Node.create({
  name: "image",
  group: "inline",
  inline: true,
  draggable: true,
  addAttributes: () => ({
    src: { default: "" },
    alt: { default: "" },
    title: { default: null },
    width: { default: null, parseHTML: (element) => number(element.getAttribute("width")) },
    height: { default: null, parseHTML: (element) => number(element.getAttribute("height")) },
  }),
  parseHTML: () => [{ tag: "img[src]:not([src^='data:'])" }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
  addNodeView: () => (context) => new Shown(context, words),
});

class Shown {
  constructor({ node, editor, getPos }, words) {
    Object.assign(this, { editor, getPos });
    this.dom = document.createElement("span");
    this.dom.className = "picture";
    this.dom.dataset.missing = words["no-alternative"];
    this.image = this.dom.appendChild(document.createElement("img"));
    this.handle = this.dom.appendChild(document.createElement("span"));
    this.handle.className = "handle";
    this.handle.title = words.resize;
    this.handle.addEventListener("pointerdown", (event) => this.drag(event));
    this.update(node);
  }

  update(node) {
    if (node.type.name !== "image") return false;
    const { src, alt, width, height } = node.attrs;
    if (this.image.getAttribute("src") !== src) this.image.src = src;
    this.image.alt = alt;
    this.dom.classList.toggle("undescribed", !alt);
    for (const [name, value] of Object.entries({ width, height })) {
      if (value) this.image.setAttribute(name, value);
      else this.image.removeAttribute(name);
    }
    return true;
  }

  drag(start) {
    start.preventDefault();
    start.stopPropagation();
    const from = this.image.getBoundingClientRect();
    const sign = getComputedStyle(this.dom).direction === "rtl" ? -1 : 1;
    const move = ({ clientX }) => {
      this.image.width = Math.max(LEAST, Math.round(from.width + sign * (clientX - start.clientX)));
      this.image.removeAttribute("height");
    };
    const end = () => {
      this.handle.removeEventListener("pointermove", move);
      this.editor.chain().setNodeSelection(this.getPos()).command(resize(this.image.getBoundingClientRect().width)).run();
    };
    this.handle.setPointerCapture(start.pointerId);
    this.handle.addEventListener("pointermove", move);
    this.handle.addEventListener("lostpointercapture", end, { once: true });
  }

  stopEvent(event) {
    return event.target === this.handle;
  }

  ignoreMutation() {
    return true;
  }
}

/** Gives the selected picture this width and the height that goes with it; none is its own size. */
export const resize = (width) => ({ tr, state, view }) => {
  const { from, node } = state.selection;
  const image = node?.type.name === "image" && view.nodeDOM(from)?.querySelector("img");
  if (!image) return false;
  const { naturalWidth, naturalHeight } = image;
  const wide = Math.round(Math.max(LEAST, Math.min(width ?? naturalWidth, 4000)));
  const high = naturalWidth ? Math.max(1, Math.round((wide * naturalHeight) / naturalWidth)) : null;
  tr.setNodeMarkup(from, undefined, { ...node.attrs, width: wide, height: high });
  tr.setSelection(state.selection.constructor.create(tr.doc, from));
  return true;
};

/** One step larger or smaller than it is shown. */
export const scale = (direction) => (context) => {
  const image = context.view.nodeDOM(context.state.selection.from)?.querySelector?.("img");
  return Boolean(image) && resize(image.getBoundingClientRect().width * STEP ** direction)(context);
};

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "block+ figcaption",
  defining: true,
  parseHTML: () => [{ tag: "figure" }],
  renderHTML: () => ["figure", 0],
});

export const Caption = Node.create({
  name: "figcaption",
  content: "inline*",
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => Boolean(around(editor.state.selection, "figcaption")) && editor.commands.command(leave),
    Backspace: ({ editor }) => {
      const { $from, empty } = editor.state.selection;
      const isAtStart = empty && $from.parentOffset === 0 && $from.parent.type.name === "figcaption";
      return isAtStart && editor.commands.command(caption);
    },
  }),
});

function leave({ tr, state }) {
  const { to } = around(tr.selection, "figure");
  tr.insert(to, state.schema.nodes.paragraph.create());
  tr.setSelection(TextSelection.create(tr.doc, to + 1)).scrollIntoView();
  return true;
}

/** Gives a picture that stands alone words below it, or takes them away. */
export function caption({ tr, state }) {
  const { figure, figcaption, paragraph } = state.schema.nodes;
  const found = around(tr.selection, "figure");
  if (found) {
    const blocks = found.node.children.slice(0, -1);
    const words = found.node.lastChild.content;
    if (words.size) blocks.push(paragraph.create(null, words));
    tr.replaceWith(found.from, found.to, Fragment.from(blocks));
    return Boolean(tr.setSelection(TextSelection.near(tr.doc.resolve(found.from + 1))));
  }
  const line = around(tr.selection, "paragraph");
  if (line?.node.childCount !== 1 || line.node.firstChild.type.name !== "image") return false;
  tr.replaceWith(line.from, line.to, figure.create(null, [line.node, figcaption.create()]));
  tr.setSelection(TextSelection.create(tr.doc, line.to + 2));
  return true;
}
