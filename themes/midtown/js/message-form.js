// White space as the server cuts it at both ends, by Unicode's list; trim() goes by another.
const ENDS = /^\p{White_Space}+|(?<!\p{White_Space})\p{White_Space}+$/gu;

// Counts what is left, shows the picked files, and sends.
class MessageForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector("textarea");
    this.files = this.querySelector("input[type=file]");
    this.text.addEventListener("input", () => this.count());
    this.form.addEventListener("change", () => this.showFiles());
    this.sender = new Sender(this.form);
    this.count();
  }

  // As the server counts: line ends are one character, both ends cut, a character is a Unicode scalar value.
  count() {
    const hint = this.querySelector("[data-left]");
    const left = Number(this.text.dataset.limit) - [...this.text.value.replace(ENDS, "")].length;
    const number = new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left));
    hint.textContent = (left < 0 ? hint.dataset.over : hint.dataset.left).replace("{n}", number);
    hint.classList.toggle("over", left < 0);
  }

  showFiles() {
    const list = this.querySelector("[data-picked]");
    const kept = this.querySelectorAll("input[name=kept]:checked").length;
    const room = Number(this.files.dataset.count) - kept;
    for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    list.replaceChildren(...[...this.files.files].map((file, index) => this.chip(file, index >= room, list)));
    list.hidden = this.files.files.length === 0;
  }

  chip(file, tooMany, list) {
    const item = document.createElement("li");
    const chip = document.createElement("span");
    const name = document.createElement("bdi");
    const note = document.createElement("span");
    const tooLarge = file.size > Number(this.files.dataset.bytes);
    chip.className = "chip";
    chip.classList.toggle("wrong", tooLarge || tooMany);
    name.textContent = file.name;
    note.textContent = tooLarge ? list.dataset.tooLarge : tooMany ? list.dataset.tooMany : "";
    if (/^image\/(png|jpeg|gif)$/.test(file.type) && !tooLarge) chip.append(this.picture(file));
    chip.append(name, note);
    item.append(chip);
    return item;
  }

  picture(file) {
    const image = new Image();
    image.alt = "";
    image.src = URL.createObjectURL(file);
    return image;
  }
}

customElements.define("message-form", MessageForm);
