// Keeps an unsent text in this browser, under a key the server made for this customer and conversation, until the
// server says it was sent or the customer logs out.
class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.key = DRAFTS + this.getAttribute("key");
    const sent = this.getAttribute("sent");
    if (sent) drafts((store) => store.removeItem(DRAFTS + sent));
    this.restore();
    this.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), 300);
    });
    this.addEventListener("submit", () => this.keep());
    addEventListener("pagehide", () => this.timer && this.keep());
  }

  fields() {
    return [...this.querySelectorAll("textarea, input[name=subject]")];
  }

  keep() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const kept = Object.fromEntries(this.fields().map((field) => [field.name, field.value]));
    const empty = Object.values(kept).every((value) => value.trim() === "");
    drafts((store) => (empty ? store.removeItem(this.key) : store.setItem(this.key, JSON.stringify(kept))));
  }

  // What the server drew after a refusal is newer than the draft and stays.
  restore() {
    const fields = this.fields();
    const kept = drafts((store) => JSON.parse(store.getItem(this.key)));
    if (!kept || fields.some((field) => field.value !== "")) return;
    for (const field of fields) field.value = kept[field.name] ?? "";
    this.note();
  }

  note() {
    const note = document.createElement("p");
    note.className = "draft-note";
    note.setAttribute("role", "status");
    note.textContent = this.dataset.restored;
    this.querySelector(".form-end").before(note);
    this.querySelector("message-form").count?.();
  }
}

customElements.define("draft-keeper", DraftKeeper);
