// Draws the form anew beside its design while somebody types. What cannot be a form yet leaves it as it was.
const design = document.querySelector("#design");
const preview = document.querySelector("#preview");
let waiting;
let asked = 0;

const draw = async () => {
  const mine = ++asked;
  const body = new URLSearchParams(new FormData(design));
  const answer = await fetch(design.dataset.preview, { method: "POST", body }).catch(() => null);
  if (mine !== asked || answer?.status !== 200) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  preview.replaceChildren(...page.body.childNodes);
};

design?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 300);
});

// The field that was just added, moved or changed is the one to go on with.
const current = document.getElementById(location.hash.slice(1));
if (current?.matches("details")) {
  current.open = true;
  current.scrollIntoView({ block: "center" });
  current.querySelector("summary").focus();
}
