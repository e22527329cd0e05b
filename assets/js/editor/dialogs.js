// Dialogs that ask for something before a tool can do its work.

/** Shows the dialog of this name with `values`; answers what was typed, or nothing when it was left. */
export function ask(name, values = {}) {
  const dialog = document.querySelector(`dialog[data-asks=${name}]`);
  const form = dialog.querySelector("form");
  form?.reset();
  for (const [field, value] of Object.entries(values)) {
    const { [field]: input } = form.elements;
    if (input.type === "checkbox") input.checked = value;
    else input.value = value ?? "";
  }
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    const answer = () => resolve(dialog.returnValue === "done" ? Object.fromEntries(new FormData(form)) : null);
    dialog.addEventListener("close", answer, { once: true });
  });
}

/** What somebody typed as an address, as one: "example.org" leads to a website, "a@example.org" to a mail. */
export function address(typed) {
  const words = typed.trim();
  if (/^(https?:|mailto:|tel:|\/|#|\?)/i.test(words)) return words;
  if (/^[^\s@/]+@[^\s@/]+$/.test(words)) return `mailto:${words}`;
  return `https://${words}`;
}
