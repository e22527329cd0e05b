// A picture among the words: shown with a handle to drag, and with a mark as long as nobody has said what it shows.
import { Node } from "vendor/tiptap.js";

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
    // None is a picture not described yet; an empty one is decoration.
    alt: { default: null },
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
    this.image.alt = alt ?? "";
    this.dom.classList.toggle("undescribed", alt === null);
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
