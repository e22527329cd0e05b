// Offers the names of colleagues behind an @ in a note. `data-names` names the datalist they stand in.

const MOST = 6;
const BOXES = "textarea[data-names]";
let list;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
const names = (box) => [...document.getElementById(box.dataset.names).options].map((option) => option.value);

/** Where the name that is being typed begins, and what is there of it. */
function typed(box) {
  const before = box.value.slice(0, box.selectionStart);
  const found = /(?:^|[^\p{L}\p{N}])@([^@\n]{0,40})$/u.exec(before);
  return found && { at: before.length - found[1].length, beginning: fold(found[1]) };
}

function close() {
  list?.box.removeAttribute("aria-activedescendant");
  list?.box.removeAttribute("aria-controls");
  list?.element.remove();
  list = undefined;
}

function mark(at) {
  list.at = (at + list.element.children.length) % list.element.children.length;
  [...list.element.children].forEach((choice, nth) => (choice.ariaSelected = String(nth === list.at)));
  list.box.setAttribute("aria-activedescendant", `mention-${list.at}`);
}

function take(name) {
  const { box, from } = list;
  box.setRangeText(`${name} `, from, box.selectionStart, "end");
  close();
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(box) {
  close();
  // A draft that is put back is nobody's typing.
  if (document.activeElement !== box) return;
  const now = typed(box);
  const fitting = now ? names(box).filter((name) => fold(name).startsWith(now.beginning)).slice(0, MOST) : [];
  if (!fitting.length) return;
  const element = document.createElement("ul");
  Object.assign(element, { id: "mentions", className: "mentions", role: "listbox", ariaLabel: box.dataset.namesLabel });
  element.append(...fitting.map((name, nth) => {
    const choice = document.createElement("li");
    Object.assign(choice, { id: `mention-${nth}`, role: "option", textContent: name });
    return choice;
  }));
  list = { box, element, from: now.at };
  box.after(element);
  box.setAttribute("aria-controls", element.id);
  mark(0);
}

document.addEventListener("input", ({ target }) => target.matches?.(BOXES) && offer(target));
document.addEventListener("focusout", ({ target }) => target === list?.box && close());
// Before the box would lose the focus, and with it the list.
document.addEventListener("mousedown", (event) => {
  const choice = event.target.closest(".mentions [role=option]");
  if (!choice) return;
  event.preventDefault();
  take(choice.textContent);
});
document.addEventListener("keydown", (event) => {
  if (!list || event.target !== list.box || event.isComposing) return;
  const acts = {
    ArrowDown: () => mark(list.at + 1),
    ArrowUp: () => mark(list.at - 1),
    Enter: () => take(list.element.children[list.at].textContent),
    Tab: () => take(list.element.children[list.at].textContent),
    Escape: close,
  };
  if (!acts[event.key] || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  acts[event.key]();
}, true);

// Whoever types fast has begun before this came.
if (document.activeElement?.matches(BOXES)) offer(document.activeElement);
