// What editors of source need of CodeMirror: HTML for articles; style sheets, scripts and templates for themes.
export { indentWithTab } from "@codemirror/commands";
export { css } from "@codemirror/lang-css";
export { html } from "@codemirror/lang-html";
export { javascript } from "@codemirror/lang-javascript";
export { jinja } from "@codemirror/lang-jinja";
export { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
export { lintGutter, linter } from "@codemirror/lint";
export { MergeView, unifiedMergeView } from "@codemirror/merge";
export { Compartment, EditorState } from "@codemirror/state";
export { EditorView, keymap, lineNumbers } from "@codemirror/view";
export { tags } from "@lezer/highlight";
export { basicSetup, minimalSetup } from "codemirror";
