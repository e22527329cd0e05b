// The boxes agents write in: drafts kept in this tab until it closes, a counter near the limit, sending by keyboard.

const PAUSE = 300;
const NEAR = 500;
const BOXES = "form[data-draft]";
const waiting = new Map();

/** A reply and a note are two drafts. */
const key = (form) => `portico-draft:${form.dataset.draft}:${form.dataset.kind}`;

function store(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // storage is switched off or full: the box works all the same
  }
}

function keepSoon(form) {
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keep(form), PAUSE));
}

function keep(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const text = form.elements.text.value;
  store((drafts) => (text.trim() ? drafts.setItem(key(form), text) : drafts.removeItem(key(form))));
}

function keepAll() {
  for (const form of waiting.keys()) keep(form);
}

/** What the server drew after a refusal is newer than the draft and stays. */
function restore() {
  for (const form of document.querySelectorAll(BOXES)) {
    if (!form.elements.text.value) form.elements.text.value = store((drafts) => drafts.getItem(key(form))) ?? "";
  }
}

function count(form) {
  const left = form.querySelector("[data-left]");
  if (!left) return;
  const limit = Number(form.elements.channel.selectedOptions[0]?.dataset.limit);
  const rest = limit - [...form.elements.text.value].length;
  left.value = rest <= NEAR ? `${rest.toLocaleString(document.documentElement.lang)} ${left.dataset.words}` : "";
  left.classList.toggle("over", rest < 0);
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest(BOXES);
  if (!form) return;
  count(form);
  if (target.name === "text") keepSoon(form);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest(BOXES);
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(event.shiftKey ? "button[value=done]" : "button.main") ?? undefined);
});

// Signing out leaves none. Captured, so that the draft is gone before the page comes that answers; a refused text comes back on it.
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-plain]")) store((drafts) => drafts.clear());
  if (!target.matches(BOXES)) return;
  clearTimeout(waiting.get(target));
  waiting.delete(target);
  store((drafts) => drafts.removeItem(key(target)));
}, true);

document.addEventListener("visibilitychange", () => document.hidden && keepAll());
addEventListener("pagehide", keepAll);
document.addEventListener("click", ({ target }) => target.closest("a[data-visit]") && keepAll(), true);
document.addEventListener("parts", restore);
restore();
