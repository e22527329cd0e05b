// Keys. An element says which key it answers to by `aria-keyshortcuts`; this module finds and does it.

const ROWS = ".rows .row";
const OFF = "single-keys-off";

const typing = (element) => element.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");
const visible = (element) => element.checkVisibility();

function moveRow(step) {
  const rows = [...document.querySelectorAll(ROWS)].filter(visible);
  const from = rows.indexOf(document.activeElement);
  const at = from >= 0 ? from + step : rows.findIndex((row) => row.ariaCurrent === "true") + (step > 0 ? 1 : -1);
  rows[Math.max(0, Math.min(rows.length - 1, at))]?.focus();
}

function press(element) {
  if (element.localName === "details") {
    element.open = true;
    (element.querySelector(".find") ?? element.querySelector(".panel :is(button, a)"))?.focus();
  } else if (element.type === "radio") {
    element.checked = true;
    document.getElementById(element.dataset.focuses)?.focus();
  } else if (element.localName === "input") {
    element.focus();
    element.select();
  } else {
    // What comes into the box is gone on with.
    if (element.form?.matches("[data-draft]")) element.focus();
    element.click();
  }
}

function leave(element) {
  const menu = element.closest("details.menu[open], .title details[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (typing(element)) {
    element.blur();
  }
}

addEventListener("keydown", (event) => {
  const { key } = event;
  // Also where a shadow root hides it, as in the source view of articles.
  const [target] = event.composedPath();
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  if (key === "Escape") return leave(target);
  if (event.ctrlKey || event.metaKey || event.altKey || (event.repeat && !"jk".includes(key)) || typing(target) || localStorage.getItem(OFF)) return;
  if (key === "j" || key === "k") {
    event.preventDefault();
    return moveRow(key === "j" ? 1 : -1);
  }
  const answers = [...document.querySelectorAll(`[aria-keyshortcuts="${CSS.escape(key)}"]`)];
  const element = answers.find(visible) ?? answers.find((one) => one.matches("a, [data-opens]"));
  if (!element) return;
  event.preventDefault();
  press(element);
});

document.addEventListener("change", ({ target }) => {
  if (target.dataset.focuses) document.getElementById(target.dataset.focuses)?.focus();
  if (target.id !== "keys-on") return;
  if (target.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "yes");
});

const box = document.getElementById("keys-on");
if (box) box.checked = !localStorage.getItem(OFF);
