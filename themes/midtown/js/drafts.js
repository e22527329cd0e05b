// What is not sent yet is kept in this browser, and forgotten when its customer logs out.
const DRAFTS = "portico-draft:";

function drafts(act) {
  try {
    return act(localStorage);
  } catch {
    return null; // storage is switched off or full: the form works all the same
  }
}

function forgetDrafts() {
  drafts((store) => {
    for (const key of Object.keys(store)) if (key.startsWith(DRAFTS)) store.removeItem(key);
  });
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-forget-drafts]")) forgetDrafts();
});
if (document.querySelector("[data-signed-out]")) forgetDrafts();
