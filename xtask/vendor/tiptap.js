// What the article editor needs of TipTap and of ProseMirror under it.
export { Editor, Extension, Mark, Node } from "@tiptap/core";
export { TaskItem, TaskList } from "@tiptap/extension-list";
export { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
export { Placeholder } from "@tiptap/extensions/placeholder";
export { DOMSerializer, Fragment } from "@tiptap/pm/model";
export { NodeSelection, Plugin, PluginKey, Selection, TextSelection } from "@tiptap/pm/state";
export { Decoration, DecorationSet } from "@tiptap/pm/view";
export { StarterKit } from "@tiptap/starter-kit";
