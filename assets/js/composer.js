// The boxes agents write in: a counter near the limit, formatting, sending by keyboard. What is needed only once somebody
// writes is loaded then.

const NEAR = 500;
const TOLD = 4000;
let told = {};
const BOXES = "form[data-draft]";
const FORMATS = { b: "bold", i: "italic", k: "link" };

const format = (box, name) => import("js/format.js").then((tools) => tools.format(box, name));

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
  if (document.activeElement === target) tell();
});

/** Colleagues see who writes, as long as somebody does. */
function tell() {
  const url = document.querySelector("live-source")?.dataset.presence;
  if (!url || (told.url === url && Date.now() - told.at < TOLD)) return;
  told = { url, at: Date.now() };
  fetch(url, { method: "POST", credentials: "same-origin" }).catch(() => {});
}

// What an answer says of when it leaves; the server says it anew with every look.
setInterval(() => {
  for (const timer of document.querySelectorAll("[data-seconds]")) {
    timer.dataset.seconds = Math.max(0, timer.dataset.seconds - 1);
    timer.textContent = timer.textContent.replace(/\d+/, timer.dataset.seconds);
  }
}, 1000);

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea[data-names]")) import("js/mentions.js");
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-format]");
  if (button) format(button.form.elements.text, button.dataset.format);
});

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (!FORMATS[key] || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || !target.matches("#reply-text")) return;
  event.preventDefault();
  format(target, FORMATS[key]);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest(BOXES);
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(event.shiftKey ? "button[value=done]" : "button.main") ?? undefined);
});
