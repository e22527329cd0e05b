// Tables: wide ones scroll within themselves, and one may have a line above that says what it shows.
import { Table } from "vendor/tiptap.js";

export const ArticleTable = Table.extend({
  addAttributes: () => ({
    caption: {
      default: "",
      parseHTML: (element) => element.querySelector(":scope > caption")?.textContent ?? "",
      rendered: false,
    },
  }),
  parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
  renderHTML: ({ node }) => ["table", ...(node.attrs.caption ? [["caption", node.attrs.caption]] : []), ["tbody", 0]],
  addNodeView: () => ({ node }) => new Shown(node),
});

class Shown {
  constructor(node) {
    this.dom = document.createElement("div");
    this.dom.className = "wide";
    const table = this.dom.appendChild(document.createElement("table"));
    this.caption = table.appendChild(document.createElement("caption"));
    this.caption.contentEditable = "false";
    this.contentDOM = table.appendChild(document.createElement("tbody"));
    this.update(node);
  }

  update(node) {
    if (node.type.name !== "table") return false;
    this.caption.textContent = node.attrs.caption;
    this.caption.hidden = !node.attrs.caption;
    return true;
  }

  ignoreMutation({ target }) {
    return !this.contentDOM.contains(target);
  }
}
