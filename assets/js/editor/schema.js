// What an article consists of. How each part is written as HTML is what the server's list of what is allowed knows.
import { Mark, Placeholder, StarterKit, Table, TableCell, TableHeader, TableRow } from "vendor/tiptap.js";
import { Callout, Details, Summary, Video } from "js/editor/blocks.js";
import { picture } from "js/editor/picture.js";

/** The elements that come back from the editor as they went in. */
const KEPT = "a b blockquote body br code del details div em h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span strike strong sub summary sup table tbody td tfoot th thead tr u ul";

const script = (name, tag, other) => Mark.create({
  name,
  excludes: other,
  parseHTML: () => [{ tag }],
  renderHTML: () => [tag, 0],
});

/** Wide tables scroll within themselves. */
const ArticleTable = Table.extend({
  renderHTML: () => ["table", ["tbody", 0]],
  addNodeView: () => () => {
    const dom = document.createElement("div");
    dom.className = "wide";
    const contentDOM = dom.appendChild(document.createElement("table")).appendChild(document.createElement("tbody"));
    return { dom, contentDOM };
  },
});

export const schema = (words) => [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    link: { openOnClick: false, HTMLAttributes: { target: null, rel: null, class: null } },
    dropcursor: { color: false, class: "drop-cursor" },
  }),
  script("superscript", "sup", "subscript"),
  script("subscript", "sub", "superscript"),
  ArticleTable,
  TableRow,
  TableCell,
  TableHeader,
  Callout,
  Details,
  Summary,
  Video,
  picture(words),
  Placeholder.configure({
    showOnlyCurrent: false,
    includeChildren: true,
    placeholder: ({ editor, node }) => {
      if (node.type.name === "summary") return words["placeholder-summary"];
      return editor.isEmpty ? words.placeholder : "";
    },
  }),
];

/** The article as the editor reads it: headings begin at the second level, for the first is its title's. */
export function prepare(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const [from, to] of [["h1", "h2"], ["h5", "h4"], ["h6", "h4"]]) {
    for (const old of body.querySelectorAll(from)) {
      const heading = old.ownerDocument.createElement(to);
      heading.append(...old.childNodes);
      old.replaceWith(heading);
    }
  }
  return body.innerHTML;
}

/** The names of elements that would be lost on the way through the editor. */
export function lost(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const names = [...body.querySelectorAll("*")].map((element) => element.localName);
  const known = KEPT.split(" ");
  return [...new Set(names)].filter((name) => !known.includes(name));
}
