// Writes the article as HTML, as the server writes it: one block a line, and nothing that says nothing.
import { DOMSerializer } from "vendor/tiptap.js";

const BLOCKS = "blockquote, caption, details, div, figcaption, figure, h2, h3, h4, hr, li, ol, p, pre, summary, table, tbody, td, th, tr, ul";
/** What each element may say; the rest is of the editor. */
const SAID = {
  a: ["href", "title"],
  code: ["class"],
  div: ["class", "data-video"],
  img: ["src", "alt", "title", "width", "height"],
  li: ["class"],
  ol: ["start"],
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan"],
  ul: ["class"],
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
  const said = (SAID[element.localName] ?? []).map((name) => [name, element.getAttribute(name)]);
  for (const { name } of [...element.attributes]) element.removeAttribute(name);
  for (const [name, value] of said) if (value !== null && value !== PLAIN[name]) element.setAttribute(name, value);
  if (!element.matches("figure, li, td, th")) return;
  const [first, ...others] = element.children;
  // The words of an item need no paragraph of their own.
  if (first?.localName === "p" && others.every((other) => other.matches("figcaption, ol, ul"))) first.replaceWith(...first.childNodes);
}

const isEmpty = (line) => !line.textContent.trim() && !line.querySelector(":not(br)");

/** Between blocks a line ends; inside words it does not. */
function breakLines(element) {
  if (element.matches("pre")) return;
  for (const child of [...element.children]) {
    if (!child.matches(BLOCKS)) continue;
    child.before("\n");
    if (child === element.lastChild) child.after("\n");
  }
}
