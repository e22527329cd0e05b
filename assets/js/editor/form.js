// The form around an article: what it sends is what is written, and nothing goes away by mistake.

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
