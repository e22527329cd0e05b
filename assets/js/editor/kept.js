// Keeps what is not saved yet in this browser, until it is saved or its writer logs out.

/** `drafts.js` forgets everything that begins so when somebody logs out. */
const START = "portico-desk-draft:";

function store(act) {
  try {
    return act(localStorage);
  } catch {
    return null; // storage is switched off or full: the page warns before it is left all the same
  }
}

export class Kept {
  /** `name` tells writer, article and language; `version` the state that was read. */
  constructor({ draft, version }) {
    this.key = draft && `${START}${draft}`;
    this.version = version ?? "";
  }

  write(html, isSent = false) {
    if (this.key) store((drafts) => drafts.setItem(this.key, JSON.stringify({ html, version: this.version, isSent })));
  }

  forget() {
    if (this.key) store((drafts) => drafts.removeItem(this.key));
  }

  /** What was kept of this article and is not `html`; nothing when it has been saved meanwhile. */
  unsaved(html) {
    const kept = this.key && store((drafts) => JSON.parse(drafts.getItem(this.key)));
    if (!kept) return null;
    const isSaved = kept.isSent && kept.version !== this.version;
    if (!isSaved && kept.html !== html) return { html: kept.html, isOlder: kept.version !== this.version };
    if (isSaved || kept.version !== this.version) this.forget();
    return null;
  }
}

/** Brings back what was written and not saved, or offers it when the article has gone on since. */
export function recall(article) {
  const { box, kept, words, say } = article;
  const found = kept.unsaved(box.value);
  if (!found) return;
  const before = box.value;
  const discard = () => {
    article.load(before);
    article.rest();
    kept.forget();
  };
  if (!found.isOlder) article.load(found.html);
  const use = found.isOlder ? [[words["kept-use"], () => article.load(found.html)]] : [];
  say(words[found.isOlder ? "kept-older" : "kept"], { choices: [...use, [words.discard, discard]] });
}
