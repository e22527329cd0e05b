// The boxes agents write in: drafts kept on the server, a counter near the limit, sending by keyboard.

const PAUSE = 800;
const NEAR = 500;
const waiting = new Map();

/** Kept by form, so that a reply and a note are two drafts. */
function keepSoon(form) {
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keep(form), PAUSE));
}

function keep(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const body = new URLSearchParams({ kind: form.dataset.kind, once: form.elements.once.value, text: form.elements.text.value });
  fetch(form.dataset.draft, { method: "POST", body, keepalive: true, credentials: "same-origin" }).catch(() => keepSoon(form));
}

function keepAll() {
  for (const form of waiting.keys()) keep(form);
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
  const form = target.closest("form[data-draft]");
  if (!form) return;
  count(form);
  if (target.name === "text") keepSoon(form);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(event.shiftKey ? "button[value=done]" : "button.main") ?? undefined);
});

// Captured, so that the draft is settled before the message is sent and not kept again after it.
document.addEventListener("submit", ({ target }) => {
  clearTimeout(waiting.get(target));
  waiting.delete(target);
}, true);

document.addEventListener("visibilitychange", () => document.hidden && keepAll());
addEventListener("pagehide", keepAll);
document.addEventListener("click", ({ target }) => target.closest("a[data-visit]") && keepAll(), true);
