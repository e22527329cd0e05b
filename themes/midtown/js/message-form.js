// White space as the server cuts it at both ends, by Unicode's list; trim() goes by another.
const ENDS = /^\p{White_Space}+|(?<!\p{White_Space})\p{White_Space}+$/gu;

// Counts what is left, and sends.
class MessageForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    this.text = this.querySelector("textarea");
    this.text.addEventListener("input", () => this.count());
    this.gone = new AbortController();
    new Sender(form, new Files(form, this.gone.signal));
    this.count();
  }

  disconnectedCallback() {
    this.gone.abort();
  }

  // As the server counts: line ends are one character, both ends cut, a character is a Unicode scalar value.
  count() {
    const hint = this.querySelector("[data-left]");
    const left = Number(this.text.dataset.limit) - [...this.text.value.replace(ENDS, "")].length;
    const number = new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left));
    hint.textContent = (left < 0 ? hint.dataset.over : hint.dataset.left).replace("{n}", number);
    hint.classList.toggle("over", left < 0);
  }
}

customElements.define("message-form", MessageForm);
