// Sentences above the text, each with what can be done about it.

const STAY = 4000;

/** How to say something in `place`: `choices` are words with what they do; what is only passing leaves by itself. */
export const notices = (place, words) => (text, { choices = [], isProblem = false, isPassing = false } = {}) => {
  const notice = document.createElement("div");
  notice.className = isProblem ? "notice bad" : isPassing ? "unseen" : "notice";
  const sentence = document.createElement("p");
  sentence.textContent = text;
  notice.append(sentence);
  for (const [word, act] of choices) notice.append(button(word, "button", () => (notice.remove(), act())));
  if (isPassing) setTimeout(() => notice.remove(), STAY);
  else notice.append(button("×", "button quiet square", () => notice.remove(), words.dismiss));
  place.append(notice);
};

function button(text, className, act, label = null) {
  const made = Object.assign(document.createElement("button"), { type: "button", className, textContent: text, ariaLabel: label });
  made.addEventListener("click", act);
  return made;
}
