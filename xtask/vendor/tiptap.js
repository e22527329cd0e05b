// What the article editor needs of TipTap and of ProseMirror under it.
export { Editor, Extension, Mark, Node, mergeAttributes } from "@tiptap/core";
export { TableKit } from "@tiptap/extension-table/kit";
export { Placeholder } from "@tiptap/extensions/placeholder";
export { DOMSerializer } from "@tiptap/pm/model";
export { NodeSelection, Plugin, PluginKey, Selection, TextSelection } from "@tiptap/pm/state";
export { isInTable } from "@tiptap/pm/tables";
export { Decoration, DecorationSet } from "@tiptap/pm/view";
export { StarterKit } from "@tiptap/starter-kit";
