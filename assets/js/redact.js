// Select text in a message, press Redact, confirm. The server finds the text by its words, whatever the spaces.

const OFFSET = 8;
let chosen = null;

/** The selection, when it lies within one text that may be redacted. */
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = place(range.startContainer);
  const text = selection.toString().trim();
  return start && start === place(range.endContainer) && text ? { url: start.dataset.redact, text, range } : null;
}

const place = (node) => (node instanceof Element ? node : node.parentElement)?.closest("[data-redact]");

function offer() {
  const button = document.getElementById("redact-selected");
  if (!button || document.getElementById("redact").open) return;
  chosen = selected();
  button.hidden = !chosen;
  if (!chosen) return;
  const box = chosen.range.getBoundingClientRect();
  const above = box.top - button.offsetHeight - OFFSET;
  button.style.top = `${above > OFFSET ? above : box.bottom + OFFSET}px`;
  button.style.left = `${Math.max(OFFSET, Math.min(box.left, innerWidth - button.offsetWidth - OFFSET))}px`;
}

function confirm() {
  const dialog = document.getElementById("redact");
  const form = dialog.querySelector("form");
  form.action = chosen.url;
  form.elements.text.value = chosen.text;
  dialog.querySelector("[data-shown]").textContent = chosen.text;
  document.getElementById("redact-selected").hidden = true;
  dialog.showModal();
}

let soon = 0;
document.addEventListener("selectionchange", () => {
  clearTimeout(soon);
  soon = setTimeout(offer, 150);
});
document.addEventListener("scroll", ({ target }) => {
  if (target.matches?.(".timeline-scroll")) offer();
}, true);
// Before the press moves the selection away.
document.addEventListener("pointerdown", (event) => event.target.closest("#redact-selected") && event.preventDefault());
document.addEventListener("click", ({ target }) => target.closest("#redact-selected") && chosen && confirm());
