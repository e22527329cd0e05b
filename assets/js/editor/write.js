// Writes the article as HTML: one block a line, and nothing that says nothing, so that versions can be compared.
import { DOMSerializer } from "vendor/tiptap.js";

const BLOCKS = "blockquote, details, div, h2, h3, h4, hr, li, ol, p, pre, summary, table, tbody, td, th, tr, ul";
/** What each element may say; the rest is of the editor. */
const SAID = {
  a: ["href", "class"],
  code: ["class"],
  div: ["class", "data-video"],
  img: ["src", "alt", "width", "height"],
  ol: ["start"],
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan"],
};
/** What is so anyway. */
const PLAIN = { start: "1", colspan: "1", rowspan: "1" };

export function write({ schema, state }) {
  const elsewhere = document.implementation.createHTMLDocument();
  const { body } = elsewhere;
  DOMSerializer.fromSchema(schema).serializeFragment(state.doc.content, { document: elsewhere }, body);
  body.querySelectorAll("*").forEach(tidy);
  // Space between blocks is the style's to give.
  for (const line of body.querySelectorAll("p")) if (isEmpty(line) && (line.parentElement === body || line.matches(":not(:only-child)"))) line.remove();
  [body, ...body.querySelectorAll(BLOCKS)].forEach(breakLines);
  return body.innerHTML.trim();
}

function tidy(element) {
  for (const { name, value } of [...element.attributes]) {
    const isSaid = SAID[element.localName]?.includes(name) && value !== PLAIN[name];
    if (!isSaid || (name === "class" && !isOurs(element))) element.removeAttribute(name);
  }
  if (!element.matches("li, td, th")) return;
  const [first, ...others] = element.children;
  // The words of an item need no paragraph of their own.
  if (first?.localName === "p" && others.every((other) => other.matches("ul, ol"))) first.replaceWith(...first.childNodes);
}

const isEmpty = (line) => !line.textContent.trim() && !line.querySelector(":not(br)");

const isOurs = (element) => !element.matches("a") || element.className === "attachment";

/** Between blocks a line ends; inside words it does not. */
function breakLines(element) {
  if (element.matches("pre")) return;
  for (const child of [...element.children]) {
    if (!child.matches(BLOCKS)) continue;
    child.before("\n");
    if (child === element.lastChild) child.after("\n");
  }
}
