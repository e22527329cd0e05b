// The code of a theme in CodeMirror: what can be written is offered, what is wrong stands at its line.
import { colours, LOOK } from "js/editor/source.js";

const form = document.querySelector("#code");
const list = document.querySelector("#findings");

/** Everything that can be written here, fetched with the first letter. */
let words;
const offered = () => (words ??= fetch(form.dataset.words, { credentials: "same-origin" }).then((answer) => (answer.ok ? answer.json() : [])));

async function complete(context) {
  const before = context.matchBefore(/[\w.[\]]+/);
  if (!before && !context.explicit) return null;
  const inside = context.state.sliceDoc(Math.max(0, context.pos - 2000), context.pos);
  if (Math.max(inside.lastIndexOf("{{"), inside.lastIndexOf("{%")) <= Math.max(inside.lastIndexOf("}}"), inside.lastIndexOf("%}"))) return null;
  return { from: before?.from ?? context.pos, options: await offered(), validFor: /^[\w.[\]]*$/ };
}

/** What would be wrong, were this saved. */
async function findings(text) {
  const body = new FormData(form);
  body.set("content", text);
  const answer = await fetch(form.dataset.check, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

function tell(found) {
  const line = ({ file, line, message }) => {
    const item = document.createElement("li");
    const place = document.createElement("strong");
    place.textContent = line ? list.dataset.line.replace("{file}", file).replace("{line}", line) : file;
    item.append(place, ` ${message}`);
    return item;
  };
  const none = () => Object.assign(document.createElement("li"), { className: "muted", textContent: list.dataset.none });
  list.replaceChildren(...(found.length ? found.map(line) : [none()]));
}

async function lint(view) {
  const found = await findings(view.state.doc.toString());
  if (!found) return [];
  tell(found);
  const here = found.filter(({ file, line }) => file === form.elements.path.value && line);
  return here.map(({ line, message }) => {
    const { from, to } = view.state.doc.line(Math.min(line, view.state.doc.lines));
    return { from, to, severity: "error", message };
  });
}

const MARKED = {
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--sunken)" },
  ".cm-tooltip": { color: "var(--text)", backgroundColor: "var(--raised)", border: "1px solid var(--line-strong)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--on-accent)", backgroundColor: "var(--accent-fill)" },
};

async function open() {
  const { EditorState, EditorView, basicSetup, css, html, HighlightStyle, indentWithTab, javascript, jinja, keymap, lintGutter, linter, syntaxHighlighting, tags } = await import("vendor/codemirror.js");
  const syntax = { html: () => jinja({ base: html() }), css, js: javascript }[form.dataset.syntax];
  const box = form.elements.content;
  const place = form.querySelector(".code-place");
  const root = place.attachShadow({ mode: "open" });
  const extensions = [
    basicSetup,
    keymap.of([{ key: "Mod-s", run: () => (form.requestSubmit(), true) }, indentWithTab]),
    ...(syntax ? [syntax()] : []),
    ...(form.dataset.syntax === "html" ? [EditorState.languageData.of(() => [{ autocomplete: complete }])] : []),
    linter(lint, { delay: 400 }),
    lintGutter(),
    EditorView.theme({ ...LOOK, ...MARKED }),
    syntaxHighlighting(HighlightStyle.define(colours(tags))),
    EditorView.contentAttributes.of({ "aria-label": box.ariaLabel }),
    EditorView.updateListener.of(({ docChanged, state }) => { if (docChanged) box.value = state.doc.toString(); }),
  ];
  const view = new EditorView({ doc: box.value, extensions, parent: root, root });
  // Whoever has no pointer scrolls it too.
  view.scrollDOM.tabIndex = 0;
  box.hidden = true;
  place.hidden = false;
  const wanted = Number(new URLSearchParams(location.search).get("line"));
  if (wanted) view.dispatch({ selection: { anchor: view.state.doc.line(Math.min(wanted, view.state.doc.lines)).from }, scrollIntoView: true });
}

if (form) open();
