// Blocks that only articles have: callouts, sections that fold out, videos.
import { Fragment, Node, TextSelection } from "vendor/tiptap.js";

export const KINDS = ["info", "success", "warning", "danger"];

/** The innermost node of this name around the cursor, with its depth. */
export function around({ $from }, name) {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === name) return { depth, node: $from.node(depth), from: $from.before(depth), to: $from.after(depth) };
  }
  return null;
}

export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({
    kind: {
      default: KINDS[0],
      parseHTML: (element) => KINDS.find((kind) => element.classList.contains(`callout-${kind}`)) ?? KINDS[0],
      renderHTML: ({ kind }) => ({ class: `callout callout-${kind}` }),
    },
  }),
  parseHTML: () => [{ tag: "div.callout" }],
  renderHTML: ({ HTMLAttributes }) => ["div", HTMLAttributes, 0],
});

/** Always open while it is written: what folds would get in the way of the cursor. */
const unfolded = (className) => () => () => {
  const dom = document.createElement("div");
  dom.className = className;
  return { dom, contentDOM: dom };
};

export const Summary = Node.create({
  name: "summary",
  content: "inline*",
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: "summary" }],
  renderHTML: () => ["summary", 0],
  addNodeView: unfolded("summary"),
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => {
      const { selection } = editor.state;
      const section = around(selection, "summary") && around(selection, "details");
      return Boolean(section) && editor.commands.focus(section.from + section.node.firstChild.nodeSize + 2);
    },
    Backspace: ({ editor }) => {
      const { selection } = editor.state;
      const isAtStart = selection.empty && selection.$from.parentOffset === 0;
      return isAtStart && Boolean(around(selection, "summary")) && editor.commands.command(dissolve);
    },
  }),
});

export const Details = Node.create({
  name: "details",
  group: "block",
  content: "summary block+",
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "details" }],
  renderHTML: () => ["details", 0],
  addNodeView: unfolded("details"),
  addKeyboardShortcuts: () => ({
    // A second Enter at the end leaves the section, as it leaves a list.
    Enter: ({ editor }) => {
      const { $from, empty } = editor.state.selection;
      const isLast = empty && $from.depth > 1 && !$from.parent.content.size && $from.index(-1) === $from.node(-1).childCount - 1;
      if (!isLast || $from.node(-1).type.name !== "details" || $from.node(-1).childCount < 3) return false;
      const [from, to, after] = [$from.before(), $from.after(), $from.after(-1)];
      return editor.commands.command(({ tr }) => {
        tr.insert(after, editor.schema.nodes.paragraph.create());
        tr.setSelection(TextSelection.create(tr.doc, after + 1)).delete(from, to).scrollIntoView();
        return true;
      });
    },
  }),
});

/** What it held stays, its summary as a paragraph. */
export function dissolve({ tr, state }) {
  const section = around(tr.selection, "details");
  if (!section) return false;
  const [summary, ...blocks] = section.node.children;
  const first = state.schema.nodes.paragraph.create(null, summary.content);
  tr.replaceWith(section.from, section.to, Fragment.from([first, ...blocks]));
  tr.setSelection(TextSelection.create(tr.doc, section.from + 1));
  return true;
}

/** A paragraph below the outermost block the cursor is in, or below the one that is chosen. */
export function goOn({ tr, state }) {
  const { $from, to } = tr.selection;
  const at = $from.depth ? $from.after(1) : to;
  tr.insert(at, state.schema.nodes.paragraph.create());
  tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView();
  return true;
}

/** Which sites may be shown, and the page and title of what they show, are the server's to say. */
export const Video = Node.create({
  name: "video",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({
    address: { default: "", parseHTML: (element) => element.dataset.video },
    page: { default: "", parseHTML: (element) => element.querySelector("a")?.getAttribute("href") ?? "" },
    title: { default: "", parseHTML: (element) => element.textContent.trim() },
  }),
  parseHTML: () => [{ tag: "div[data-video]" }],
  renderHTML: ({ node }) => {
    const { address, page, title } = node.attrs;
    return ["div", { class: "video", "data-video": address }, ...(title ? [["a", { href: page || address }, title]] : [])];
  },
  addNodeView: () => ({ node }) => {
    const dom = document.createElement("div");
    dom.className = "video";
    const name = document.createElement("span");
    name.textContent = node.attrs.title || node.attrs.address;
    dom.append(name);
    return { dom };
  },
});
