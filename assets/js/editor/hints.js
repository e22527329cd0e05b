// How many words there are, and what the server finds could be better.
import { Selection } from "vendor/tiptap.js";

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
    const body = new URLSearchParams({ body: html });
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

/** To the block with this number, counted from the top of the article. */
function jump(editor, where) {
  const { doc } = editor.state;
  const nth = Math.max(0, Math.min(where ?? 0, doc.childCount - 1));
  let at = 0;
  for (let before = 0; before < nth; before += 1) at += doc.child(before).nodeSize;
  const into = ({ tr }) => Boolean(tr.setSelection(Selection.near(tr.doc.resolve(at))));
  editor.chain().focus().command(into).scrollIntoView().run();
  const block = editor.view.nodeDOM(at);
  block?.scrollIntoView?.({ block: "center" });
  block?.animate?.([{ background: "var(--hit)" }, { background: "transparent" }], 1200);
}
