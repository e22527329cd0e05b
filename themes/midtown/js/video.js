// A video plays where its card is once somebody asks for it; until then nothing is asked of whoever keeps it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-video] > a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = new URL(link.parentElement.dataset.video);
  address.searchParams.set("autoplay", "1");
  const frame = Object.assign(document.createElement("iframe"), {
    src: address,
    title: link.textContent,
    allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
    referrerPolicy: "strict-origin-when-cross-origin",
  });
  frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-popups", "allow-presentation");
  link.replaceWith(frame);
  frame.focus();
});
