// The boxes agents write in: a counter near the limit, sending by keyboard.

const NEAR = 500;
const BOXES = "form[data-draft]";

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
  if (form) count(form);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest(BOXES);
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(event.shiftKey ? "button[value=done]" : "button.main") ?? undefined);
});
