// SHA-256 of a text of up to 55 bytes of ASCII, as eight numbers (FIPS 180-4): the browser's own is not there without TLS, and
// slower for thousands of short ones.
const primes = [];
for (let number = 2; primes.length < 64; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);
const fraction = (root) => (root - Math.floor(root)) * 2 ** 32 | 0;
const ROUNDS = primes.map((prime) => fraction(Math.cbrt(prime)));
const BEGINNING = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const turn = (word, by) => word >>> by | word << 32 - by;

const sha256 = (text) => {
  const words = new Int32Array(64);
  for (let at = 0; at < text.length; at += 1) words[at >> 2] |= text.charCodeAt(at) << 24 - at % 4 * 8;
  words[text.length >> 2] |= 128 << 24 - text.length % 4 * 8;
  words[15] = text.length * 8;
  for (let at = 16; at < 64; at += 1) {
    const [near, far] = [words[at - 2], words[at - 15]];
    words[at] = (turn(near, 17) ^ turn(near, 19) ^ near >>> 10) + words[at - 7] + (turn(far, 7) ^ turn(far, 18) ^ far >>> 3) + words[at - 16];
  }
  let [a, b, c, d, e, f, g, h] = BEGINNING;
  for (let at = 0; at < 64; at += 1) {
    const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + ROUNDS[at] + words[at];
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, d + first | 0, c, b, a, first + second | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => word + BEGINNING[at] | 0);
};

const A_TURN = 500;

// Shows a field as soon as it is asked, counts what is left, and does the work that speaks for a stranger's form.
class ContactForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.gone = new AbortController();
    if (this.form.querySelector("input[type=file]")) new Files(this.form, this.gone.signal);
    for (const note of this.querySelectorAll("[data-only]")) note.remove();
    this.form.addEventListener("input", () => this.look());
    this.form.addEventListener("submit", (event) => this.send(event));
    this.look();
    if (this.hasAttribute("bits")) this.form.addEventListener("focusin", () => this.work(), { once: true });
  }

  disconnectedCallback() {
    this.gone.abort();
  }

  // In their order: one that depends on a hidden one is hidden with it. What is hidden is not sent.
  look() {
    for (const ask of this.querySelectorAll("[data-when]")) {
      const answer = new FormData(this.form).get(ask.dataset.when) ?? "";
      const shown = answer === ask.dataset.is || answer.startsWith(`${ask.dataset.is}.`);
      const inputs = ask.matches("input") ? [ask] : ask.querySelectorAll("input, select, textarea");
      ask.hidden = !shown;
      for (const input of inputs) input.disabled = !shown;
    }
    for (const text of this.querySelectorAll("textarea[data-limit]")) this.count(text);
  }

  count(text) {
    const hint = text.parentElement.querySelector("[data-left]");
    const left = Number(text.dataset.limit) - [...text.value.trim()].length;
    const number = new Intl.NumberFormat(document.documentElement.lang).format(Math.abs(left));
    hint.textContent = (left < 0 ? hint.dataset.over : hint.dataset.left).replace("{n}", number);
    hint.classList.toggle("over", left < 0);
  }

  // Looks for a number whose hash with the form's key begins with enough zeros, in turns short enough to type between.
  work() {
    this.working ??= (async () => {
      const [once, bits] = [this.form.elements.once.value, Number(this.getAttribute("bits"))];
      for (let number = 0; ; number += 1) {
        if (Math.clz32(sha256(`${once}.${number}`)[0]) >= bits) {
          this.form.elements.work.value = number;
          return;
        }
        if (number % A_TURN === 0) await new Promise((resolve) => setTimeout(resolve));
      }
    })();
    return this.working;
  }

  async send(event) {
    if (!this.hasAttribute("bits") || this.form.elements.work.value) return;
    event.preventDefault();
    const button = this.form.querySelector(".form-end button");
    const said = button.querySelector("span");
    const before = said.textContent;
    [said.textContent, button.disabled] = [button.dataset.working, true];
    await this.work();
    [said.textContent, button.disabled] = [before, false];
    this.form.requestSubmit();
  }
}

customElements.define("contact-form", ContactForm);
