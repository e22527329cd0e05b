// Files of a reply: chosen several times, dropped or pasted, listed, taken out again.

const words = (file) => `${file.name} · ${Math.max(1, Math.round(file.size / 1024)).toLocaleString(document.documentElement.lang)} kB`;

/** Adds `files` to those already chosen; a file input by itself would forget them. */
function add(input, files) {
  const all = new DataTransfer();
  const known = held(input);
  const fresh = files.filter((file) => !known.some((one) => same(one, file)));
  for (const file of [...known, ...fresh]) all.items.add(file);
  take(input, all.files);
}

function take(input, files) {
  input.files = files;
  input.held = [...files];
  list(input);
}

const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
const held = (input) => input.held ?? [];

function list(input) {
  const place = input.form.querySelector("[data-chosen]");
  place.replaceChildren(...held(input).map((file, at) => chip(input, file, at)));
}

function chip(input, file, at) {
  const shown = document.createElement("span");
  shown.className = "file";
  const name = document.createElement("span");
  name.className = "clip";
  name.textContent = words(file);
  const out = document.createElement("button");
  out.type = "button";
  out.className = "button quiet";
  out.textContent = "×";
  out.ariaLabel = `× ${file.name}`;
  out.addEventListener("click", () => {
    const rest = new DataTransfer();
    held(input).filter((_, index) => index !== at).forEach((one) => rest.items.add(one));
    take(input, rest.files);
    input.focus();
  });
  shown.append(name, out);
  return shown;
}

const fileInput = (target) => target.closest?.(".composer .box")?.querySelector("input[type=file]");

document.addEventListener("change", ({ target }) => {
  if (target.matches(".composer input[type=file]")) add(target, [...target.files]);
});

document.addEventListener("paste", (event) => {
  const input = fileInput(event.target);
  if (!input || !event.clipboardData.files.length) return;
  event.preventDefault();
  add(input, [...event.clipboardData.files]);
});

document.addEventListener("dragover", (event) => {
  const input = fileInput(event.target);
  if (!input || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  input.closest(".box").classList.add("drop");
});

document.addEventListener("dragleave", ({ target }) => target.closest?.(".box.drop")?.classList.remove("drop"));

document.addEventListener("drop", (event) => {
  const input = fileInput(event.target);
  if (!input || !event.dataTransfer.files.length) return;
  event.preventDefault();
  input.closest(".box").classList.remove("drop");
  add(input, [...event.dataTransfer.files]);
});
