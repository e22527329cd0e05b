// Puts signs of Markdown around or before what is selected in a box.

const AROUND = { bold: "**", italic: "_", code: "`" };
const BEFORE = { list: () => "- ", numbers: (nth) => `${nth + 1}. `, quote: () => "> " };

/** Replaces a stretch of the text so that the browser's own undo knows of it. */
function put(box, from, to, text, [start, end]) {
  box.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, from, to);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.setSelectionRange(from + start, from + end);
}

/** The signs go away again where they are. */
function around(box, sign) {
  const { selectionStart: from, selectionEnd: to, value } = box;
  const words = value.slice(from, to);
  const size = sign.length;
  if (value.slice(from - size, from) === sign && value.slice(to, to + size) === sign) {
    put(box, from - size, to + size, words, [0, words.length]);
  } else {
    put(box, from, to, sign + words + sign, [size, size + words.length]);
  }
}

function link(box) {
  const { selectionStart: from, selectionEnd: to } = box;
  const words = box.value.slice(from, to);
  const isAddress = /^https?:\/\/\S+$/.test(words);
  const text = isAddress ? `[](${words})` : `[${words}](https://)`;
  // What is still missing is what is typed next.
  put(box, from, to, text, isAddress ? [1, 1] : [words.length + 3, text.length - 1]);
}

function before(box, sign) {
  const { selectionStart, selectionEnd, value } = box;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = value.indexOf("\n", selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  const isThere = lines.every((line, nth) => line.startsWith(sign(nth)));
  const text = lines.map((line, nth) => (isThere ? line.slice(sign(nth).length) : sign(nth) + line)).join("\n");
  put(box, from, to, text, lines.length > 1 ? [0, text.length] : [text.length, text.length]);
}

export function format(box, name) {
  box.focus();
  if (AROUND[name]) around(box, AROUND[name]);
  else if (BEFORE[name]) before(box, BEFORE[name]);
  else link(box);
}
