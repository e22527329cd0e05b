// How many words there are, and what the server finds could be better.
import { NodeSelection, Selection } from "vendor/tiptap.js";

const PAUSE = 1200;
/** More is checked when it is saved. */
const MOST = 1_000_000;

/** Counts and asks after each pause; `read` answers the article as HTML. Answers how to begin a pause. */
export function watch(root, editor, { url, read }) {
  const count = root.querySelector(".words output");
  const opener = root.querySelector("[data-hints]");
  const panel = root.querySelector(".hints");
  let soon = 0;
  let turn = 0;
  opener.hidden = !url;
  opener.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    opener.ariaExpanded = String(!panel.hidden);
  });
  const check = async () => {
    count.value = words(editor).toLocaleString(document.documentElement.lang);
    const html = read();
    if (!url || html.length > MOST) return;
    const now = (turn += 1);
    const body = new FormData();
    body.append("body", html);
    const answer = await fetch(url, { method: "POST", credentials: "same-origin", headers: { Accept: "application/json" }, body }).catch(() => null);
    if (!answer?.ok) return;
    const { hints } = await answer.json();
    if (now === turn) show(hints);
  };
  const show = (hints) => {
    const number = opener.querySelector("output");
    number.value = hints.length;
    number.classList.toggle("snoozed", hints.length > 0);
    panel.querySelector("ol").replaceChildren(...hints.map((hint) => line(hint, editor)));
  };
  return (pause = PAUSE) => {
    clearTimeout(soon);
    soon = setTimeout(check, pause);
  };
}

function words({ state, view }) {
  const text = state.doc.textBetween(0, state.doc.content.size, "\n", " ");
  const segmenter = new Intl.Segmenter(view.dom.lang || undefined, { granularity: "word" });
  let count = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count += 1;
  return count;
}

function line({ kind, text, where }, editor) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "choice", textContent: text });
  button.dataset.kind = kind;
  button.addEventListener("click", () => jump(editor, where));
  item.append(button);
  return item;
}

/** To where a hint is: the number of a block, counted from the top, or what stands there, words or an address. */
function jump(editor, where) {
  const { doc } = editor.state;
  const at = typeof where === "string" ? place(doc, where) : start(doc, where ?? 0);
  const target = doc.nodeAt(at);
  const into = ({ tr }) => {
    const isPicture = target?.type.name === "image";
    return Boolean(tr.setSelection(isPicture ? NodeSelection.create(tr.doc, at) : Selection.near(tr.doc.resolve(target?.isText ? at + 1 : at))));
  };
  editor.chain().focus().command(into).scrollIntoView().run();
  const { node } = editor.view.domAtPos(at + 1);
  const shown = editor.view.nodeDOM(at) ?? node;
  const block = shown instanceof Element ? shown : shown.parentElement;
  block.scrollIntoView({ block: "center" });
  block.animate([{ background: "var(--hit)" }, { background: "transparent" }], 1200);
}

function start(doc, number) {
  const nth = Math.max(0, Math.min(number, doc.childCount - 1));
  let at = 0;
  for (let before = 0; before < nth; before += 1) at += doc.child(before).nodeSize;
  return at;
}

/** The picture or link of this address, or else the innermost block that holds these words. */
function place(doc, what) {
  const bare = (text) => text.replace(/\s+/g, " ").trim();
  const words = bare(what.replace(/…$/, ""));
  let [named, told] = [null, 0];
  doc.descendants((node, at) => {
    if (named !== null) return false;
    const isNamed = node.attrs.src === what || node.marks.some((mark) => mark.attrs.href === what);
    if (isNamed) named = at;
    else if (!told?.isWords && node.isBlock && bare(node.textBetween(0, node.content.size, " ", " ")).includes(words)) told = { at, isWords: node.isTextblock };
    return true;
  });
  return named ?? told.at ?? 0;
}
