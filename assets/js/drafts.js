// Keeps what is not sent yet in this browser, for whoever wrote it: it outlives page and tab, and never a log-out.

const START = "portico-desk-draft:";
const PAUSE = 300;
const BOXES = "form[data-draft]";
const waiting = new Map();

/** `data-draft` names the user first, then the conversation; a reply and a note are two drafts. */
const key = (form) => START + form.dataset.draft;
const author = (form) => form.dataset.draft.split(":")[0];
const text = (form) => form.elements.text;

function store(act) {
  try {
    return act(localStorage);
  } catch {
    return null; // storage is switched off or full: the box works all the same
  }
}

function forget(isOver) {
  store((drafts) => {
    for (const name of Object.keys(drafts)) if (name.startsWith(START) && isOver(name)) drafts.removeItem(name);
  });
}

function leaveAlone(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
}

function keep(form) {
  leaveAlone(form);
  // What is on its way is no draft any more.
  if (form.matches("[aria-busy=true]")) return;
  const { value } = text(form);
  store((drafts) => (value.trim() ? drafts.setItem(key(form), value) : drafts.removeItem(key(form))));
}

function keepAll() {
  for (const form of waiting.keys()) keep(form);
}

/** What stands in the box is newer than what was kept. */
function restore(form) {
  forget((name) => !name.startsWith(`${START}${author(form)}:`));
  if (text(form).value) return keep(form);
  const kept = store((drafts) => drafts.getItem(key(form)));
  if (!kept) return;
  text(form).value = kept;
  text(form).dispatchEvent(new Event("input", { bubbles: true }));
}

const restoreAll = () => document.querySelectorAll(BOXES).forEach(restore);

document.addEventListener("input", ({ target }) => {
  const form = target.closest(BOXES);
  if (!form || target !== text(form)) return;
  leaveAlone(form);
  waiting.set(form, setTimeout(() => keep(form), PAUSE));
});

// Captured, so that the draft is gone before the page comes that answers; one that did not get through is kept again.
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-plain]")) {
    waiting.forEach((_, form) => leaveAlone(form));
    forget(() => true);
  }
  if (!target.matches(BOXES)) return;
  leaveAlone(target);
  store((drafts) => drafts.removeItem(key(target)));
}, true);
document.addEventListener("unsent", ({ target }) => target.matches(BOXES) && keep(target));

document.addEventListener("visibilitychange", () => document.hidden && keepAll());
addEventListener("pagehide", keepAll);
document.addEventListener("click", ({ target }) => target.closest("a[data-visit]") && keepAll(), true);
addEventListener("popstate", keepAll);
// What was typed a moment ago outlives the box it was typed into.
document.addEventListener("exchange", keepAll);
document.addEventListener("parts", restoreAll);
restoreAll();
