// What menus, dialogs and toasts do beside opening, which the browser does by itself.

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", ({ target }) => {
  for (const menu of menus()) if (!menu.contains(target)) menu.open = false;
  target.closest("[data-dismiss]")?.closest(".toast").remove();
  target.closest("[data-cancel]")?.closest("dialog").close();
  const opens = target.closest("[data-opens]")?.dataset.opens;
  if (opens) document.getElementById(opens).showModal();
  if (target.matches("dialog[open]")) target.close();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-closes]");
  if (!link) return;
  event.preventDefault();
  link.closest("details").open = false;
});

document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.matches?.(".menu")) target.querySelector(".find")?.focus();
  if (target.open && target.matches?.(".title details")) target.querySelector("input.input")?.select();
}, true);

/** Narrows the choices of a menu to those whose words hold what was typed. */
document.addEventListener("input", ({ target }) => {
  const panel = target.closest("[data-filters]");
  if (!panel || !target.matches(".find")) return;
  const wanted = target.value.trim().toLocaleLowerCase();
  for (const choice of panel.querySelectorAll(".choice:not([data-always])")) {
    choice.hidden = !choice.textContent.toLocaleLowerCase().includes(wanted);
  }
});

/** Arrow keys walk through a menu; Enter in its search takes the first choice left. */
document.addEventListener("keydown", (event) => {
  const panel = event.target.closest(".menu > .panel");
  if (!panel) return;
  const choices = [...panel.querySelectorAll("button.choice:not([hidden]), .choice:not([hidden]) input")];
  const at = choices.indexOf(document.activeElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choices[(at + (event.key === "ArrowDown" ? 1 : choices.length + (at < 0 ? 0 : -1))) % choices.length]?.focus();
  } else if (event.key === "Enter" && event.target.matches(".find:not([name])")) {
    event.preventDefault();
    if (event.target.value) panel.querySelector(".choice:not([hidden], [data-always])")?.click();
  }
});
