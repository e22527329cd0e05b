// Sends a message without leaving the page, so that what cannot be sent stays where it was typed and picked. The form's
// key makes trying again safe: what did arrive is not stored twice.
const PATIENCE = 30_000; // milliseconds, and more for files: as long as 8 kB a second take
const PASSING = [408, 429]; // refused now, perhaps not in a while

class Sender {
  constructor(form, files) {
    this.form = form;
    this.files = files;
    this.button = form.querySelector("[data-again]");
    this.words = this.button.querySelector("span");
    this.idle = this.words.textContent;
    this.state = form.querySelector("[data-sending]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.dataset.state !== "sending") this.send();
    });
    form.addEventListener("withdraw", () => this.withdraw());
    addEventListener("pageshow", () => this.show("idle"));
  }

  // Without what was taken out.
  withdraw() {
    this.withdrawn = Boolean(this.request);
    this.request?.abort();
  }

  async send() {
    this.withdrawn = false;
    this.show("sending");
    try {
      await this.take(await this.post());
    } catch {
      if (this.withdrawn) return this.send();
      this.show("unsent", this.state.dataset.unreached);
    }
  }

  // Not by fetch, which does not tell how much of it is sent.
  post() {
    const body = new FormData(this.form);
    const bytes = [...body.values()].reduce((sum, value) => sum + (value.size ?? value.length), 0);
    const request = new XMLHttpRequest();
    this.request = request;
    request.open("POST", this.form.action);
    request.setRequestHeader("accept", "text/html");
    request.timeout = PATIENCE + bytes / 8;
    request.upload.onprogress = (event) => this.files.progress(event);
    return new Promise((resolve, reject) => {
      request.onload = () => resolve(request);
      request.onerror = request.ontimeout = request.onabort = reject;
      request.send(body);
    }).finally(() => (this.request = null));
  }

  // A page that holds what was written takes this one's place; any other refusal leaves it here and says why.
  take({ responseText, responseURL, status }) {
    if (responseURL !== this.form.action) return this.leave(responseURL);
    const page = new DOMParser().parseFromString(responseText, "text/html");
    const holds = page.querySelector("draft-keeper, #kept-text");
    if (holds && !PASSING.includes(status)) return exchange(page);
    const why = page.querySelector("#form-problems, main .lead");
    this.show("unsent", why?.textContent.trim() ?? this.state.dataset.unreached);
  }

  // To the message, at the end of its conversation. Whoever is there already sees the page anew.
  leave(address) {
    const there = new URL(address);
    const isHere = there.pathname + there.search === location.pathname + location.search;
    there.hash = "latest";
    location.replace(there);
    if (!isHere) return;
    history.scrollRestoration = "manual";
    this.form.reset();
    location.reload();
  }

  show(state, why = "") {
    this.form.dataset.state = state;
    if (state !== "sending") this.files.put();
    for (const field of this.form.elements) field.readOnly = state === "sending";
    this.button.setAttribute("aria-disabled", String(state === "sending"));
    this.words.textContent = state === "unsent" ? this.button.dataset.again : this.idle;
    this.state.querySelector("strong").textContent = this.state.dataset[state] ?? "";
    this.state.querySelector("[data-why]").textContent = why;
  }
}

// A page seen anew begins where its address says, and not where it was left: reloading alone forgets that.
if (history.scrollRestoration === "manual") {
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: "instant" });
}

function exchange(page) {
  const main = page.querySelector("main");
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  scrollTo(0, 0);
  (main.querySelector("[autofocus]") ?? main).focus();
}
