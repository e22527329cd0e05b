// Files that are chosen, dropped or pasted: each shows its progress where it will stand, and is put there once it has arrived.
import { Decoration, DecorationSet, Extension, Plugin, PluginKey } from "vendor/tiptap.js";
import { describe } from "js/editor/acts.js";
import { quiet } from "js/editor/paste.js";

const KEY = new PluginKey("uploads");

/** `url` takes the files; `say` shows a sentence. */
export const uploads = ({ url, words, say }) => Extension.create({
  name: "uploads",
  addStorage: () => ({ add: () => {} }),
  onCreate() {
    this.storage.add = (files, at) => add(this.editor, { url, words, say }, [...files], at);
  },
  addProseMirrorPlugins() {
    const { storage } = this;
    return [new Plugin({
      key: KEY,
      state: { init: () => DecorationSet.empty, apply: (tr, places) => moved(tr, places.map(tr.mapping, tr.doc)) },
      props: {
        decorations: (state) => KEY.getState(state),
        handlePaste: (_, { clipboardData }) => isOnlyFiles(clipboardData) && storage.add(clipboardData.files),
        handleDrop: (view, event) => {
          const { files } = event.dataTransfer ?? {};
          if (!files?.length) return false;
          event.preventDefault();
          const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
          return storage.add(files, place?.pos ?? view.state.doc.content.size);
        },
      },
    })];
  },
});

function moved(tr, places) {
  const { begun, over } = tr.getMeta(KEY) ?? {};
  if (begun) return places.add(tr.doc, [begun]);
  return over ? places.remove(places.find(null, null, ({ file }) => file === over)) : places;
}

/** Office programs put a picture of the words beside the words. */
function isOnlyFiles(clipboard) {
  if (!clipboard?.files.length) return false;
  const { body } = new DOMParser().parseFromString(quiet(clipboard.getData("text/html")), "text/html");
  return !body.textContent.trim();
}

function add(editor, means, files, at = editor.state.selection.to) {
  for (const file of files) upload(editor, means, file, at, files.length === 1);
  return files.length > 0;
}

async function upload(editor, { url, words, say }, file, at, isAlone) {
  const request = new XMLHttpRequest();
  const shown = waiting(file, words, request);
  editor.view.dispatch(editor.state.tr.setMeta(KEY, { begun: Decoration.widget(at, shown, { file, side: 1 }) }));
  say(`${words.uploading} ${file.name}`, { isPassing: true });
  const answer = await send(request, url, file, (share) => (shown.querySelector("progress").value = share));
  const place = KEY.getState(editor.state).find(null, null, (spec) => spec.file === file)[0]?.from;
  editor.view.dispatch(editor.state.tr.setMeta(KEY, { over: file }));
  if (answer === "left") return;
  if (!answer?.address) return say(answer?.problem ?? words["too-slow"], { isProblem: true });
  say(`${words.uploaded} ${answer.name}`, { isPassing: true });
  if (place === undefined) return;
  put(editor, file, answer, place);
  if (isAlone && isPicture(file, answer)) describe(editor);
}

function waiting(file, words, request) {
  const shown = document.createElement("span");
  shown.className = "uploading";
  const name = document.createElement("span");
  name.textContent = file.name;
  const progress = Object.assign(document.createElement("progress"), { max: 1, value: 0, ariaLabel: file.name });
  const cancel = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: "×", ariaLabel: words["cancel-upload"] });
  cancel.addEventListener("click", () => request.abort());
  shown.append(name, progress, cancel);
  return shown;
}

/** The server's answer, "left" when it was called off, nothing when none came. */
function send(request, url, file, tell) {
  const body = new FormData();
  body.append("file", file);
  return new Promise((resolve) => {
    request.open("POST", url);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => tell(loaded / total));
    request.addEventListener("load", () => resolve(request.response));
    request.addEventListener("error", () => resolve(null));
    request.addEventListener("abort", () => resolve("left"));
    request.send(body);
  });
}

const isPicture = (file, { width }) => file.type.startsWith("image/") && Boolean(width);

function put(editor, file, { address, name, size, width, height }, at) {
  const { schema, state } = editor;
  const picture = () => schema.nodes.image.create({ src: address, width, height });
  const attached = () => schema.text(`${name} (${weight(size)})`, [schema.marks.link.create({ href: address })]);
  const node = isPicture(file, { width }) ? picture() : attached();
  const { parent } = state.doc.resolve(at);
  const part = parent.inlineContent ? node : schema.nodes.paragraph.create(null, node);
  editor.commands.command(({ tr }) => Boolean(tr.insert(at, part)));
  if (isPicture(file, { width })) editor.chain().setNodeSelection(parent.inlineContent ? at : at + 1).scrollIntoView().run();
}

function weight(size) {
  const language = document.documentElement.lang;
  const [value, unit] = size < 1024 * 1024 ? [size / 1024, "kilobyte"] : [size / 1024 / 1024, "megabyte"];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(Math.max(value, 0.1));
}
