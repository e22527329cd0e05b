// The editor fills the window; what is behind it rests meanwhile.

const STAYS = "dialog, .toasts, script";

export function fill(root) {
  const isFull = root.classList.toggle("full");
  root.querySelector("[data-do=full]").ariaPressed = String(isFull);
  document.documentElement.classList.toggle("editor-full", isFull);
  for (let inner = root; inner !== document.body; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) if (other !== inner && !other.matches(STAYS)) other.inert = isFull;
  }
}
