// Server-sent events: they carry ids only; what they mean is fetched, through the same rights as the page.
import { fetchPage, show, swap } from "js/parts.js";

const PAUSE = 300;
const MINUTE = 60_000;
const GRACE = 15_000;
const WRITES = 9_000;

/** Listens at `src`; refreshes the list on every change, the conversation on its own. Rests in hidden tabs. */
class LiveSource extends HTMLElement {
  static observedAttributes = ["src"];
  #events = null;
  #last = "";
  #waiting = new Map();

  connectedCallback() {
    document.addEventListener("visibilitychange", this.#seen);
    this.#clock = setInterval(() => document.hidden || this.#refresh("list"), MINUTE);
    this.#open();
    this.#writes();
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.#seen);
    clearInterval(this.#clock);
    this.#close();
  }

  attributeChangedCallback(_name, before, after) {
    if (before !== null && before !== after && this.isConnected) {
      this.#close();
      this.#open();
      this.#writes();
    }
  }

  #clock = 0;
  #rest = 0;
  #pause = 0;

  #seen = () => {
    clearTimeout(this.#rest);
    if (document.hidden) this.#rest = setTimeout(() => this.#close(), GRACE);
    else if (!this.#events) this.#open(true);
  };

  #open(stale = false) {
    if (document.hidden || this.#events) return;
    const url = new URL(this.getAttribute("src"), location.href);
    if (this.#last) url.searchParams.set("after", this.#last);
    this.#events = new EventSource(url);
    this.#events.addEventListener("change", (event) => this.#changed(event));
    this.#events.addEventListener("presence", () => this.#refresh("presence"));
    this.#events.addEventListener("notice", (event) => this.#noticed(event));
    if (stale) this.#refreshAll();
  }

  #close() {
    this.#events?.close();
    this.#events = null;
  }

  #changed(event) {
    this.#last = event.lastEventId || this.#last;
    const { conversation } = JSON.parse(event.data);
    this.#refresh("list");
    if (conversation === this.dataset.id) this.#refresh("conversation");
  }

  /** Quiet about the conversation that is being looked at. */
  async #noticed(event) {
    this.#last = event.lastEventId || this.#last;
    const { conversation, kind } = JSON.parse(event.data);
    if (!this.dataset.notice || (conversation === this.dataset.id && document.hasFocus())) return;
    const url = new URL(this.dataset.notice, location.href);
    url.searchParams.set("conversation", conversation);
    url.searchParams.set("kind", kind);
    const { status, next } = await fetchPage(url);
    const toast = next.querySelector(".toast");
    if (status === 200 && toast) show(document.importNode(toast, true));
  }

  #refreshAll() {
    this.#refresh("list");
    this.#refresh("conversation");
  }

  /** Several events at once are one question. */
  #refresh(what) {
    if (this.#waiting.has(what) || !this.dataset[what]) return;
    this.#waiting.set(what, setTimeout(() => this.#fetch(what), PAUSE));
  }

  async #fetch(what) {
    this.#waiting.delete(what);
    const asked = this.dataset[what];
    if (!asked) return;
    const page = await fetchPage(asked).catch(() => null);
    // Deleted, merged into another, whose page the reload leads to, or signed out: nothing of it may stay on the screen.
    if (page?.redirected || (what === "conversation" && page?.status === 404)) location.reload();
    else if (page?.status === 200 && asked === this.dataset[what] && !this.#busy(what)) swap(page.next);
    if (what !== "list") this.#writes();
  }

  /** Nobody tells when somebody stops writing. */
  #writes() {
    clearTimeout(this.#pause);
    if (document.querySelector("[data-writes]")) this.#pause = setTimeout(() => this.#refresh("presence"), WRITES);
  }

  /** A menu or form that is open is not taken out of somebody's hands. */
  #busy(what) {
    const busy = what === "conversation" && document.querySelector('[data-part="head"] details[open], [data-part="aside"] :is(select:focus, details[open])');
    if (busy) setTimeout(() => this.#refresh(what), 2000);
    return Boolean(busy);
  }
}

customElements.define("live-source", LiveSource);
