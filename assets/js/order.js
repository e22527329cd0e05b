// Rows are dragged to where they are to stand. Without a script, and by keyboard, the buttons beside them do it.
for (const list of document.querySelectorAll("[data-order]")) order(list);

function order(list) {
  let dragged = null;
  for (const row of list.children) row.draggable = true;
  for (const link of list.querySelectorAll("a")) link.draggable = false;
  const target = (event) => {
    const row = event.target.closest("[data-order] > li");
    return dragged && row !== dragged ? row : null;
  };
  const mark = (row, place) => {
    for (const other of list.children) other.classList.remove("above", "below");
    row?.classList.add(place);
  };
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-order] > li");
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  list.addEventListener("dragover", (event) => {
    const row = target(event);
    if (!row) return mark(null);
    event.preventDefault();
    mark(row, half(row, event));
  });
  list.addEventListener("drop", (event) => {
    const row = target(event);
    if (!row) return;
    event.preventDefault();
    const place = half(row, event);
    const form = list.closest("form");
    if (!form) return move(dragged, row, place);
    row[place === "above" ? "before" : "after"](dragged);
    form.requestSubmit();
  });
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    mark(null);
    dragged = null;
  });
}

/** Into which half of the row the pointer has come. */
function half(row, { clientY }) {
  const { top, height } = row.getBoundingClientRect();
  return clientY < top + height / 2 ? "above" : "below";
}

/** A row with a form of its own: that says in what it is to stand, and before which of those that are in there. */
function move(dragged, row, place) {
  const parent = (one) => one.querySelector("[name=parent]").value;
  const beside = [...row.parentElement.children].filter((one) => one !== dragged && parent(one) === parent(row));
  const before = place === "above" ? row : beside[beside.indexOf(row) + 1];
  const form = dragged.querySelector("form");
  form.elements.parent.value = parent(row);
  form.elements.before.value = before?.dataset.row ?? "";
  form.requestSubmit();
}
