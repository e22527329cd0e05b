// The tools that ask or fetch something before they change the text.
import { NodeSelection } from "vendor/tiptap.js";
import { goOn } from "js/editor/blocks.js";
import { address, ask } from "js/editor/dialogs.js";
import { fill } from "js/editor/full.js";
import { turn } from "js/editor/source.js";

export const ASKING = {
  link: ({ editor }) => link(editor),
  "link-open": ({ editor }) => openLink(editor),
  "image-change": ({ editor }) => describe(editor),
  "table-caption": ({ editor }) => titled(editor),
  video: ({ editor }) => video(editor),
  "video-change": ({ editor }) => video(editor),
  image: (article) => choose(article, "image/*"),
  attachment: (article) => choose(article, ""),
  source: (article) => turn(article),
  full: ({ root }) => fill(root),
  keys: () => ask("keys"),
};

function choose({ root, editor }, kinds) {
  const input = root.querySelector("input[type=file]");
  input.accept = kinds;
  input.value = "";
  input.onchange = () => editor.storage.uploads.add(input.files);
  input.click();
}

/** Where the words of a link end and what they say; an empty one takes the cursor's place. */
function linked(editor) {
  if (editor.isActive("link")) editor.commands.extendMarkRange("link");
  const { from, to } = editor.state.selection;
  return { from, to, text: editor.state.doc.textBetween(from, to, " ") };
}

async function link(editor) {
  const now = editor.getAttributes("link");
  const { from, to, text } = linked(editor);
  const typed = await ask("link", { address: now.href, text });
  if (!typed) return editor.commands.focus();
  const href = address(typed.address);
  const chain = editor.chain().focus().setTextSelection({ from, to });
  // Words that stay as they are keep how they look.
  if (from !== to && (typed.text === text || !typed.text)) return chain.setLink({ ...now, href }).setTextSelection(to).run();
  const words = { type: "text", text: typed.text || href, marks: [{ type: "link", attrs: { ...now, href } }] };
  return chain.insertContentAt({ from, to }, words).run();
}

function openLink(editor) {
  const { href } = editor.getAttributes("link");
  if (href) window.open(href, "_blank", "noopener");
}

/** Asks what the selected picture shows and how wide it is. */
export async function describe(editor) {
  const { selection } = editor.state;
  const { node, from } = selection;
  if (node?.type.name !== "image") return;
  const { alt, width, height } = node.attrs;
  const typed = await ask("image", { alt, width });
  editor.commands.focus();
  if (!typed) return;
  const wide = Number(typed.width) || null;
  const high = wide === width ? height : wide && height && width ? Math.round((wide * height) / width) : null;
  const is = editor.state.doc.nodeAt(from);
  if (is?.type.name !== "image" || is.attrs.src !== node.attrs.src) return;
  editor.commands.command(({ tr }) => {
    tr.setNodeMarkup(from, undefined, { ...is.attrs, alt: typed.alt.trim(), width: wide, height: high });
    tr.setSelection(NodeSelection.create(tr.doc, from));
    return true;
  });
}

async function video(editor) {
  const { node } = editor.state.selection;
  const now = node?.type.name === "video" ? node.attrs.address : "";
  const typed = await ask("video", { address: now });
  const chain = editor.chain().focus();
  if (!typed) return chain.run();
  const attrs = { address: typed.address.trim(), page: "", title: "" };
  if (now) return chain.updateAttributes("video", attrs).run();
  return chain.insertContent({ type: "video", attrs }).command(goOn).run();
}

async function titled(editor) {
  const typed = await ask("table", editor.getAttributes("table"));
  const chain = editor.chain().focus();
  return (typed ? chain.updateAttributes("table", { caption: typed.caption.trim() }) : chain).run();
}
