// The page beside a theme's settings is drawn anew with every change: the form is sent into its frame.
import { show as shown } from "js/parts.js";

const PAUSE = 120;
const design = document.querySelector("#design");
const show = document.querySelector(".look-bar .show");
const before = document.querySelector("iframe[name=look-before]");
const frame = document.querySelector("iframe[name=look]");
let waiting = 0;
let drawing = false;
let again = false;

document.documentElement.classList.add("scripted");

function draw() {
  if (drawing) {
    again = true;
    return;
  }
  // What is not sent brings no page, and nothing would say that it is there.
  if (!design.checkValidity()) return;
  drawing = true;
  frame.setAttribute("aria-busy", "true");
  design.requestSubmit(show);
  if (!before) return;
  const url = new URL(before.src);
  for (const name of ["page", "example", "language", "width", "scheme"]) url.searchParams.set(name, new FormData(design).get(name));
  if (url.href !== before.src) before.src = url.href;
}

frame?.addEventListener("load", () => {
  frame.removeAttribute("aria-busy");
  drawing = false;
  if (again) {
    again = false;
    draw();
  }
});

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(draw, PAUSE);
}

/** Another page has other examples; the best of them comes first. */
function turn({ selectedOptions: [page] }) {
  const { example } = design.elements;
  example.max = page.dataset.examples;
  example.value = page.dataset.best;
  const code = document.querySelector(".code-of");
  if (code) code.href = code.href.replace(/path=.*/, `path=${encodeURIComponent(page.dataset.file)}`);
}

function changed({ target }) {
  if (target.form !== design) return;
  if (target.name === "page") turn(target);
  if (target.type === "range") target.nextElementSibling.value = target.value + target.nextElementSibling.dataset.unit;
  if (target.name !== "width") soon();
}

document.addEventListener("input", changed);
// Not everything that chooses for somebody says so as it goes.
document.addEventListener("change", changed);

// A picture is added without leaving what is typed; only what went wrong is shown as its own page.
const adding = document.querySelector("#picture-form");
adding?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(adding.action, { method: "POST", body: new FormData(adding), credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return adding.submit();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const field of document.querySelectorAll("[name=seen]")) field.value = page.querySelector("#design [name=seen]").value;
  for (const fresh of page.querySelectorAll("[data-pictures]")) {
    const choice = document.getElementById(fresh.id);
    const { value } = choice;
    choice.replaceChildren(...fresh.cloneNode(true).childNodes);
    choice.value = value;
  }
  adding.reset();
  const toast = page.querySelector(".toast");
  if (toast) shown(document.importNode(toast, true));
});

// A colour is typed or chosen; what is typed counts, for only that can be nothing.
for (const box of design?.querySelectorAll("[data-colour]") ?? []) {
  const picker = Object.assign(document.createElement("input"), { type: "color", className: "input", ariaLabel: box.dataset.colour });
  const follow = () => {
    picker.classList.toggle("none", !box.value);
    if (/^#[0-9a-f]{6}$/i.test(box.value)) picker.value = box.value;
  };
  box.addEventListener("input", follow);
  picker.addEventListener("input", () => {
    box.value = picker.value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  follow();
  box.after(picker);
}
