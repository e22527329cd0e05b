// The files that go with a message: picked in turn, pasted, or dropped anywhere on the page. Each shows how much of it
// is sent, and can be taken out until it is.
class Files {
  constructor(form, signal) {
    this.form = form;
    this.input = form.querySelector("input[type=file]");
    this.list = form.querySelector("[data-picked]");
    this.percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
    this.all = [];
    form.addEventListener("change", ({ target }) => this.add(target === this.input ? this.input.files : []));
    form.addEventListener("paste", (event) => this.paste(event));
    for (const kind of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(kind, (event) => this.drag(event), { signal });
    }
    this.add(this.input.files);
  }

  // What comes with a text and its markup is a picture of that text; with a text alone, which is its name, a file.
  paste(event) {
    const { files, types } = event.clipboardData;
    if (files.length === 0 || (types.includes("text/plain") && types.includes("text/html"))) return;
    event.preventDefault();
    this.add(files);
  }

  drag(event) {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.form.toggleAttribute("data-over", event.type === "dragover");
    if (event.type === "drop") this.add(event.dataTransfer.files);
  }

  add(files) {
    if (this.form.dataset.state !== "sending") this.all.push(...files);
    this.put();
  }

  // A press while it is sent: what is on its way is stopped, and goes anew without this one.
  takeOut(file) {
    this.all = this.all.filter((other) => other !== file);
    this.put();
    (this.list.querySelector("button") ?? this.input).focus();
    this.form.dispatchEvent(new Event("withdraw"));
  }

  put() {
    const transfer = new DataTransfer();
    for (const file of this.all) transfer.items.add(file);
    this.input.files = transfer.files;
    const kept = this.form.querySelectorAll("input[name=kept]:checked").length;
    const room = Number(this.input.dataset.count) - kept;
    for (const image of this.list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    this.list.replaceChildren(...this.all.map((file, index) => this.chip(file, index >= room)));
    this.list.hidden = this.all.length === 0;
  }

  chip(file, tooMany) {
    const [item, chip, name, note] = ["li", "span", "bdi", "span"].map((tag) => document.createElement(tag));
    const { tooLarge, tooMany: many, wrongType } = this.list.dataset;
    const isLarge = file.size > Number(this.input.dataset.bytes);
    const isWrong = !this.input.accept.split(",").includes(`.${file.name.split(".").at(-1).toLowerCase()}`);
    name.textContent = file.name;
    note.textContent = isLarge ? tooLarge : isWrong ? wrongType : tooMany ? many : "";
    chip.className = "chip";
    chip.classList.toggle("wrong", note.textContent !== "");
    if (/^image\/(png|jpeg|gif)$/.test(file.type) && !isLarge) chip.append(this.picture(file));
    chip.append(name, note, this.button(file));
    item.append(chip);
    return item;
  }

  picture(file) {
    const image = new Image();
    image.alt = "";
    image.src = URL.createObjectURL(file);
    return image;
  }

  button(file) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "×";
    button.ariaLabel = this.list.dataset.remove.replace("{n}", () => file.name);
    button.addEventListener("click", () => this.takeOut(file));
    return button;
  }

  // Files are the end of what is sent, in their order.
  progress({ loaded, total }) {
    if (loaded === total && this.list.contains(document.activeElement)) this.form.querySelector("[data-again]").focus();
    let end = total;
    for (const [index, { size }] of [...this.all.entries()].reverse()) {
      const part = Math.min(1, Math.max(0, 1 - (end - loaded) / (size || 1)));
      const chip = this.list.children[index].firstChild;
      chip.style.setProperty("--part", `${part * 100}%`);
      chip.querySelector("span").textContent = this.percent.format(part);
      chip.querySelector("button").hidden = loaded === total;
      end -= size;
    }
  }
}
