// The source view. CodeMirror is fetched with the first look at it, and lives in a shadow root: only there does it style itself
// by adopted style sheets, which the content policy allows; in a page it would write <style>.


/** Turns from the words to their source, or back. */
export async function turn(article) {
  const { root, box, words } = article;
  article.settle();
  if (!article.source) {
    show(root, true);
    article.source = await open(root.querySelector(".source"), { text: box.value, label: words["source-label"], language: box.lang, changed: () => article.changed() });
    article.source.text = box.value;
    return article.show();
  }
  const { text, leave } = article.source;
  article.source = null;
  leave();
  show(root, false);
  if (box.value !== text) article.take(box.value);
  article.editor.commands.focus();
  article.show();
}

function show(root, isSource) {
  root.classList.toggle("in-source", isSource);
  root.querySelector(".page").hidden = isSource;
  root.querySelector(".source").hidden = !isSource;
  root.querySelector("[data-do=source]").ariaPressed = String(isSource);
}

async function open(place, { text, label, language, changed }) {
  const { EditorView, html, lineNumbers, minimalSetup, syntaxHighlighting, HighlightStyle, tags } = await import("vendor/codemirror.js");
  const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
  const extensions = [
    minimalSetup,
    lineNumbers(),
    html({ autoCloseTags: true }),
    EditorView.lineWrapping,
    EditorView.theme(LOOK),
    syntaxHighlighting(HighlightStyle.define(colours(tags))),
    EditorView.contentAttributes.of({ "aria-label": label, lang: language, spellcheck: "false" }),
    EditorView.updateListener.of(({ docChanged }) => docChanged && changed()),
  ];
  const view = new EditorView({ doc: text, extensions, parent: root, root });
  view.focus();
  return {
    read: () => view.state.doc.toString(),
    write: (html) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: html } }),
    leave: () => view.destroy(),
  };
}

/** How the editor looks: the page's colours. */
export const LOOK = {
  "&": { color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "var(--size-2)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.65" },
  ".cm-content": { padding: "var(--space-4) 0", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 var(--space-4)" },
  ".cm-gutters": { color: "var(--muted)", backgroundColor: "var(--sunken)", borderRight: "1px solid var(--line)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 var(--space-2)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--selected)" },
};

/** The colours of what is written. */
export const colours = (tags) => [
  { tag: [tags.tagName, tags.keyword], color: "var(--accent)" },
  { tag: [tags.attributeName, tags.propertyName], color: "var(--wait)" },
  { tag: [tags.attributeValue, tags.string], color: "var(--good)" },
  { tag: [tags.comment, tags.angleBracket, tags.documentMeta], color: "var(--muted)" },
  { tag: [tags.character, tags.number], color: "var(--note-text)" },
  { tag: tags.invalid, color: "var(--bad)" },
];
