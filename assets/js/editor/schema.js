// What an article consists of: what `ArticleHtml` of crates/markup writes, element by element, so that nothing is lost between
// the server and the editor.
import { Extension, Mark, Placeholder, StarterKit, TableCell, TableHeader, TableRow, TaskItem, TaskList } from "vendor/tiptap.js";
import { Callout, Details, Summary, Video } from "js/editor/blocks.js";
import { Caption, Figure, picture } from "js/editor/picture.js";
import { ArticleTable } from "js/editor/table.js";

const BLOCKS = "blockquote, details, div, figure, h2, h3, h4, hr, ol, pre, table, ul";

const mark = (name, tag, excludes) => Mark.create({
  name,
  excludes,
  parseHTML: () => [{ tag }],
  renderHTML: () => [tag, 0],
});

const Tasks = TaskList.extend({
  parseHTML: () => [{ tag: "ul.tasks", priority: 60 }],
  renderHTML: () => ["ul", { class: "tasks" }, 0],
});

const Task = TaskItem.extend({
  addAttributes: () => ({
    checked: {
      default: false,
      keepOnSplit: false,
      parseHTML: (element) => element.classList.contains("done"),
      renderHTML: ({ checked }) => ({ class: checked ? "done" : "open" }),
    },
  }),
  parseHTML: () => [{ tag: "ul.tasks > li", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["li", HTMLAttributes, 0],
});

/** What a link says when it is pointed at, as old texts have it. */
const Titles = Extension.create({
  name: "titles",
  addGlobalAttributes: () => [{ types: ["link"], attributes: { title: { default: null } } }],
});

export const schema = (words) => [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    link: { openOnClick: false, HTMLAttributes: { target: null, rel: null, class: null } },
    dropcursor: { color: false, class: "drop-cursor" },
  }),
  Titles,
  mark("superscript", "sup", "subscript"),
  mark("subscript", "sub", "superscript"),
  mark("keycap", "kbd"),
  mark("highlight", "mark"),
  Tasks,
  Task.configure({ nested: true, a11y: { checkboxLabel: () => words.task } }),
  ArticleTable,
  TableRow,
  TableCell,
  TableHeader,
  Callout,
  Details,
  Summary,
  Video,
  picture(words),
  Figure,
  Caption,
  Placeholder.configure({
    showOnlyCurrent: false,
    includeChildren: true,
    placeholder: ({ editor, node }) => words[`placeholder-${node.type.name}`] ?? (editor.isEmpty ? words.placeholder : ""),
  }),
];

/** The article as the editor reads it: headings begin at the second level, for the first is its title's, and items with words,
    if empty ones. */
export function prepare(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const [from, to] of [["h1", "h2"], ["h5", "h4"], ["h6", "h4"]]) {
    for (const old of body.querySelectorAll(from)) {
      const heading = body.ownerDocument.createElement(to);
      heading.append(...old.childNodes);
      old.replaceWith(heading);
    }
  }
  for (const block of body.querySelectorAll(`li > :is(${BLOCKS}):first-child`)) {
    if (!block.previousSibling?.textContent.trim()) block.before(body.ownerDocument.createElement("p"));
  }
  return body.innerHTML;
}
