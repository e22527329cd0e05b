// The toolbars: one stop for the Tab key each, arrows within, menus that open above the page.
import { COMMANDS, context } from "js/editor/commands.js";

const GAP = 4;
const isThere = (tool) => tool.checkVisibility();

/** Makes the tools inside `root` press `act(name)` and shows what is on; answers how to show it anew. */
export function equip(root, editor, act) {
  const bars = [...root.querySelectorAll("[role=toolbar]")];
  bars.forEach(rove);
  root.querySelectorAll("[role=menu]").forEach((menu) => unfold(menu, root));
  root.addEventListener("mousedown", (event) => {
    // The words that are chosen stay chosen.
    if (event.target.closest("[data-do], [popovertarget]")) event.preventDefault();
  });
  root.addEventListener("click", ({ target }) => {
    const tool = target.closest("[data-do]");
    if (!tool || tool.ariaDisabled === "true") return;
    tool.closest("[popover]")?.hidePopover();
    act(tool.dataset.do);
  });
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      show(root, editor);
    });
  };
}

function show(root, editor) {
  const isSource = root.classList.contains("in-source");
  for (const tool of root.querySelectorAll("[data-do]")) {
    const { is, can, run } = COMMANDS[tool.dataset.do] ?? {};
    const isOff = isSource ? !["source", "full", "keys"].includes(tool.dataset.do) : Boolean(run && can && !can(editor));
    tool.ariaDisabled = isOff ? "true" : null;
    const isOn = Boolean(is?.(editor)) && !isSource;
    if (is && tool.hasAttribute("aria-pressed")) tool.ariaPressed = String(isOn);
    else if (is && tool.hasAttribute("aria-checked")) tool.ariaChecked = String(isOn);
  }
  for (const opener of root.querySelectorAll("[popovertarget]")) opener.disabled = isSource;
  const style = root.querySelector("#editor-style [aria-checked=true]:not([data-do=paragraph])") ?? root.querySelector("#editor-style [data-do=paragraph]");
  root.querySelector("[popovertarget=editor-style] .shown").textContent = style.querySelector(".name").textContent;
  const now = isSource ? null : context(editor);
  for (const tools of root.querySelectorAll("[data-context]")) {
    tools.hidden = tools.dataset.context !== now;
    // Nobody is left on a tool that is not there any more.
    if (tools.hidden && tools.contains(document.activeElement)) editor.commands.focus();
  }
  root.querySelector("[data-language]").value = editor.getAttributes("codeBlock").language ?? "";
}

/** From the text to the tools by Alt+F10, to those of what the cursor is in by Ctrl+F9, and back by Escape. */
export function reach(root, editor, leaveFull) {
  let isLeaving = false;
  root.addEventListener("keydown", (event) => {
    // In tables and lists Tab has work to do; behind Escape it leads on through the page.
    if (event.key === "Tab" && isLeaving) event.stopPropagation();
    isLeaving = event.key === "Escape" || (isLeaving && event.key === "Shift");
  }, true);
  root.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (target.closest("[popover]")) return;
    const isTool = Boolean(target.closest(".tools, [data-context]"));
    const bar = key === "F10" && event.altKey ? root.querySelector(".tools") : key === "F9" && event.ctrlKey ? root.querySelector("[data-context]:not([hidden])") : null;
    if (bar) bar.querySelector("button[tabindex='0'], select")?.focus();
    else if (key === "Escape" && isTool) editor.commands.focus();
    else if (key === "Escape" && root.classList.contains("full")) leaveFull();
    else return;
    event.preventDefault();
  });
}

function rove(bar) {
  const tools = () => [...bar.querySelectorAll("button")].filter((tool) => isThere(tool) && !tool.disabled);
  const settle = (tool) => {
    bar.querySelectorAll("button").forEach((one) => (one.tabIndex = -1));
    tool.tabIndex = 0;
  };
  settle(bar.querySelector("button"));
  bar.addEventListener("focusin", ({ target }) => target.closest("[popover]") || settle(target));
  bar.addEventListener("keydown", (event) => {
    const all = tools();
    const at = all.indexOf(event.target);
    const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const steps = { [forward]: at + 1, [forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight"]: at - 1 + all.length, Home: 0, End: all.length - 1 };
    if (event.key === "ArrowDown" && event.target.hasAttribute("popovertarget")) event.target.click();
    else if (event.key in steps && at >= 0) all[steps[event.key] % all.length].focus();
    else return;
    event.preventDefault();
  });
}

function unfold(menu, root) {
  const opener = root.querySelector(`[popovertarget=${menu.id}]`);
  const choices = () => [...menu.querySelectorAll(".choice")];
  menu.addEventListener("toggle", ({ newState }) => {
    const isOpen = newState === "open";
    opener.ariaExpanded = String(isOpen);
    if (!isOpen) return;
    place(menu, opener.getBoundingClientRect());
    (choices().find((choice) => choice.ariaChecked === "true") ?? choices()[0]).focus({ preventScroll: true });
  });
  menu.addEventListener("keydown", (event) => {
    const all = choices();
    const at = all.indexOf(document.activeElement);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 };
    if (event.key === "Tab") menu.hidePopover();
    const letter = event.key.length === 1 && all.slice(at + 1).concat(all).find((choice) => choice.innerText.toLowerCase().startsWith(event.key.toLowerCase()));
    const next = event.key in steps ? all[steps[event.key] % all.length] : letter;
    if (!next || event.ctrlKey || event.metaKey || event.altKey || event.key === " ") return;
    event.preventDefault();
    next.focus();
  });
}

/** Below what it belongs to, or above it where there is more room, and never beyond the window. */
export function place(element, { left, right, top, bottom }) {
  const { offsetWidth: wide, offsetHeight: high } = element;
  const isRight = getComputedStyle(element).direction === "rtl";
  const start = isRight ? right - wide : left;
  const room = innerHeight - bottom - 2 * GAP;
  const isAbove = high > room && top > room;
  element.style.left = `${Math.max(GAP, Math.min(start, innerWidth - wide - GAP))}px`;
  element.style.top = `${isAbove ? Math.max(GAP, top - high - GAP) : bottom + GAP}px`;
}
