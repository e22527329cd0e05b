// What each tool does, by its name: `run` is given a chain of commands, `is` says whether it is on, `can` whether it would do
// anything. What asks or uploads first stands in `acts.js`.
import { around, dissolve, goOn, KINDS } from "js/editor/blocks.js";
import { caption, resize, scale } from "js/editor/picture.js";

const mark = (name) => ({ run: (chain) => chain.toggleMark(name), is: (editor) => editor.isActive(name), can: (editor) => editor.can().toggleMark(name) });
const heading = (level) => ({ run: (chain) => chain.setHeading({ level }), is: (editor) => editor.isActive("heading", { level }) });
const list = (name, toggle) => ({ run: (chain) => chain[toggle](), is: (editor) => editor.isActive(name) });
const table = (command) => ({ run: (chain) => chain[command](), can: (editor) => editor.can()[command]() });

/** A box around the blocks that are chosen; one that is there takes another colour. */
const callout = (kind) => ({
  run: (chain, { state }) => (around(state.selection, "callout") ? chain.updateAttributes("callout", { kind }) : chain.wrapIn("callout", { kind })),
  is: (editor) => editor.isActive("callout", { kind }),
});

/** A section that folds out, with the words of the block the cursor is in as what is always shown. */
function fold(chain, { state, schema }) {
  const { $from } = state.selection;
  const words = $from.parent.type.name === "paragraph" && $from.depth === 1 ? $from.parent.content : null;
  const summary = schema.nodes.summary.create(null, words);
  const section = schema.nodes.details.create(null, [summary, schema.nodes.paragraph.create()]);
  if (!words) return chain.insertContent(section.toJSON());
  const from = $from.before();
  return chain.insertContentAt({ from, to: $from.after() }, section.toJSON()).setTextSelection(from + 2 + words.size);
}

/** Whether all cells at the beginning of the table's rows, or of its first row, are headings. */
function leads(editor, isRow) {
  const found = around(editor.state.selection, "table")?.node;
  const cells = found && (isRow ? found.firstChild.children : found.children.map((row) => row.firstChild));
  return Boolean(cells) && cells.every((cell) => cell?.type.name === "tableHeader");
}

export const COMMANDS = {
  undo: { run: (chain) => chain.undo(), can: (editor) => editor.can().undo() },
  redo: { run: (chain) => chain.redo(), can: (editor) => editor.can().redo() },
  paragraph: { run: (chain) => chain.setParagraph(), is: (editor) => editor.isActive("paragraph") },
  "heading-2": heading(2),
  "heading-3": heading(3),
  "heading-4": heading(4),
  bold: mark("bold"),
  italic: mark("italic"),
  code: mark("code"),
  strike: mark("strike"),
  underline: mark("underline"),
  superscript: mark("superscript"),
  subscript: mark("subscript"),
  keycap: mark("keycap"),
  highlight: mark("highlight"),
  link: { is: (editor) => editor.isActive("link") },
  unformat: { run: (chain) => chain.unsetAllMarks() },
  bullets: list("bulletList", "toggleBulletList"),
  numbers: list("orderedList", "toggleOrderedList"),
  tasks: list("taskList", "toggleTaskList"),
  quote: list("blockquote", "toggleBlockquote"),
  "code-block": { run: (chain) => chain.toggleCodeBlock(), is: (editor) => editor.isActive("codeBlock") },
  line: { run: (chain) => chain.setHorizontalRule() },
  table: { run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), can: (editor) => !editor.isActive("table") },
  details: { run: fold, can: (editor) => !editor.isActive("details") },
  ...Object.fromEntries(KINDS.map((kind) => [`callout-${kind}`, callout(kind)])),
  "callout-off": { run: (chain) => chain.lift("callout") },
  "details-off": { run: (chain) => chain.command(dissolve) },
  "row-before": table("addRowBefore"),
  "row-after": table("addRowAfter"),
  "row-delete": table("deleteRow"),
  "column-before": table("addColumnBefore"),
  "column-after": table("addColumnAfter"),
  "column-delete": table("deleteColumn"),
  "table-delete": table("deleteTable"),
  "header-row": { ...table("toggleHeaderRow"), is: (editor) => leads(editor, true) },
  "header-column": { ...table("toggleHeaderColumn"), is: (editor) => leads(editor, false) },
  smaller: { run: (chain) => chain.command(scale(-1)) },
  larger: { run: (chain) => chain.command(scale(1)) },
  "image-caption": { run: (chain) => chain.command(caption), is: (editor) => Boolean(around(editor.state.selection, "figure")), can: (editor) => editor.can().command(caption) },
  original: { run: (chain) => chain.command(resize()) },
  remove: { run: (chain) => chain.deleteSelection() },
  "link-off": { run: (chain) => chain.extendMarkRange("link").unsetLink() },
  out: { run: (chain) => chain.command(goOn) },
};

/** The keys that the library does not know by itself. */
export const KEYS = {
  "Mod-k": "link",
  "Mod-Enter": "out",
  "Mod-Shift-,": "smaller",
  "Mod-Shift-.": "larger",
  "Mod-Shift-<": "smaller",
  "Mod-Shift->": "larger",
  "Mod-Shift-f": "full",
};

/** What the cursor is in, as far as it has tools of its own: the innermost. */
export function context(editor) {
  const { selection } = editor.state;
  const chosen = selection.node?.type.name;
  if (chosen === "image" || chosen === "video") return chosen;
  if (editor.isActive("link")) return "link";
  if (editor.isActive("codeBlock")) return "code-block";
  const depth = (name) => around(selection, name)?.depth ?? 0;
  const [innermost] = ["table", "callout", "details"].sort((one, other) => depth(other) - depth(one));
  return depth(innermost) ? innermost : null;
}
