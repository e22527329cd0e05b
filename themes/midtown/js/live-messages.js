// Hears that something changed and fetches this page again: new messages are added, changed ones (a redaction)
// replaced. Events carry no content, so there is one door to what a customer may see: the page itself.
class LiveMessages extends HTMLElement {
  connectedCallback() {
    this.source = new EventSource(this.getAttribute("src"));
    this.source.addEventListener("open", () => this.classList.add("live"));
    this.source.addEventListener("error", () => this.lost());
    this.source.addEventListener("message", () => this.refresh());
    addEventListener("pagehide", () => this.source.close());
    // Whoever logs out leaves by that form, and not because of what is heard of it.
    document.addEventListener("submit", (event) => event.defaultPrevented || this.source.close());
  }

  disconnectedCallback() {
    this.source.close();
  }

  // One that does not come back by itself is refused: whoever is signed out is not to look at the page any longer.
  lost() {
    this.classList.remove("live");
    if (this.source.readyState === EventSource.CLOSED) this.refresh();
  }

  // One fetch at a time; what is heard meanwhile is fetched after it.
  async refresh() {
    this.again = true;
    if (this.busy) return;
    this.busy = true;
    while (this.again) {
      this.again = false;
      await this.fetchPage().catch(() => this.classList.remove("live"));
    }
    this.busy = false;
  }

  async fetchPage() {
    const answer = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const thread = page.querySelector(".thread");
    if (!answer.ok || answer.redirected || !thread) return this.leave(answer);
    this.merge(thread);
    this.replace(page, ".conversation-head");
    this.replace(page, ".details");
  }

  // Signed out, or the conversation is gone: nothing of it may stay on the screen.
  leave(answer) {
    if (answer.status < 500) location.reload();
  }

  merge(thread) {
    const mine = this.querySelector(".thread");
    const seen = innerHeight + scrollY >= document.documentElement.scrollHeight - innerHeight / 2;
    const known = (item) => mine.querySelector(`#${CSS.escape(item.id)}`);
    const items = [...thread.querySelectorAll(":scope > li")];
    const last = items.findLastIndex(known);
    const added = items.slice(last + 1);
    let next;
    for (const item of items.slice(0, last + 1).reverse()) {
      const old = known(item);
      if (!old) next.before(item.cloneNode(true));
      else if (old.textContent !== item.textContent || this.files(old) !== this.files(item)) old.replaceWith(item.cloneNode(true));
      next = known(item);
    }
    this.prune(thread, mine);
    if (added.length > 0) this.add(mine, added, seen);
  }

  files(item) {
    return [...item.querySelectorAll("a, img")].map((file) => file.href ?? file.src).join(" ");
  }

  // A message that is no longer on the fetched page, though newer than its first one, was taken away.
  prune(thread, mine) {
    const first = thread.querySelector(":scope > .message");
    let inside = false;
    for (const item of [...mine.querySelectorAll(":scope > .message")]) {
      inside ||= item.id === first?.id;
      if (inside && !thread.querySelector(`#${CSS.escape(item.id)}`)) item.remove();
    }
  }

  add(mine, added, seen) {
    mine.querySelector("#latest")?.remove();
    for (const item of added) item.classList.add("fresh");
    mine.append(...added);
    const message = added.find((item) => item.matches(".message"));
    if (message) this.querySelector("[data-status]").textContent = this.dataset.new;
    if (seen) added.at(-1).scrollIntoView({ block: "nearest" });
    else if (message) this.offer(message);
  }

  offer(item) {
    this.querySelector(".arrived")?.remove();
    const link = document.createElement("a");
    link.className = "button arrived";
    link.href = `#${item.id}`;
    link.textContent = this.dataset.new;
    link.addEventListener("click", () => link.remove());
    this.append(link);
  }

  replace(page, selector) {
    const [mine, theirs] = [document.querySelector(selector), page.querySelector(selector)];
    if (mine && theirs && mine.textContent !== theirs.textContent) mine.replaceWith(theirs);
  }
}

// A page of everything is asked for to be printed.
if (new URLSearchParams(location.search).has("whole")) addEventListener("load", () => print());

customElements.define("live-messages", LiveMessages);
