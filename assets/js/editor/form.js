// The form around an article: what it sends is what is written, and nothing goes away by mistake.

export const label = (box) => box.form.querySelector(`label[for="${box.id}"]`);

/** What the editor says of itself in the box's place; the box is hidden from now on. */
export function standIn(box, name) {
  const said = ["aria-describedby", "aria-invalid", "lang", "dir"].filter((attribute) => box.hasAttribute(attribute));
  box.hidden = true;
  // A hidden box that must be filled would hold up the form without a word.
  box.required = false;
  return { "aria-label": label(box)?.textContent.trim() || name, ...Object.fromEntries(said.map((attribute) => [attribute, box.getAttribute(attribute)])) };
}

/** Saves by Ctrl+S, keeps the form in step, and warns before what is not saved is left. */
export function guard(article) {
  const { form, root } = article;
  form.addEventListener("submit", (event) => {
    const isElsewhere = event.submitter?.getAttribute("formtarget") ?? form.getAttribute("target");
    if (event.target !== form || event.defaultPrevented) return;
    article.isSent = !isElsewhere;
    article.settle();
  });
  form.addEventListener("formdata", ({ formData }) => {
    article.settle();
    formData.set(article.box.name, article.box.value);
  });
  // One that did not get through is kept as before.
  addEventListener("pageshow", () => (article.isSent = false));
  addEventListener("pagehide", () => article.isSent || article.settle());
  addEventListener("beforeunload", (event) => article.isDirty && !article.isSent && event.preventDefault());
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.main") ?? undefined);
  });
  root.querySelector("[data-language]").addEventListener("change", ({ target }) => {
    article.editor.chain().focus().updateAttributes("codeBlock", { language: target.value || null }).run();
  });
}
