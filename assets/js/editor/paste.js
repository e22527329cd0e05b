// What comes from word processors and websites, as an article may have it. The server cleans as well; this keeps what they
// meant: their lists, and bold that is only a style.

const STYLES = [["font-weight", /^(bold|bolder|[6-9]00)/, "strong"], ["font-style", /^italic/, "em"], ["text-decoration", /line-through/, "s"], ["vertical-align", /^super/, "sup"], ["vertical-align", /^sub/, "sub"], ["mso-highlight", /./, "mark"]];
const GONE = "meta, link, title, iframe, object, embed, svg, input, button, select, textarea, [hidden]";

/** The same without what the content policy would complain about when it is only read. */
export function quiet(html) {
  const bare = html.replace(/<!--[\s\S]*?-->|<(style|script|xml)\b[\s\S]*?<\/\1\s*>/gi, "");
  return bare.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));
}

/** The HTML to paste, the pictures that came inside it as files, and how many stayed with other websites. */
export function clean(source, own = location.origin) {
  const { body } = new DOMParser().parseFromString(quiet(source), "text/html");
  body.querySelectorAll("iframe[src^='https:']").forEach(frame);
  body.querySelectorAll("[role=heading], .MsoTitle").forEach(head);
  body.querySelectorAll(GONE).forEach((element) => element.remove());
  body.querySelectorAll("[data-style*='mso-list:']").forEach(dropSign);
  gatherLists(body);
  // Word online gives each item a list of its own.
  body.querySelectorAll("div:has(> :is(ol, ul)):not(.callout)").forEach((wrapper) => wrapper.replaceWith(...wrapper.childNodes));
  body.querySelectorAll(":is(ol, ul) + :is(ol, ul)").forEach(join);
  body.querySelectorAll("*").forEach(unstyle);
  const pictures = [...body.querySelectorAll("img")].map((image) => sort(image, own));
  body.querySelectorAll(":scope > br").forEach((line) => line.remove());
  for (const paragraph of body.querySelectorAll("p, div")) if (isEmpty(paragraph)) paragraph.remove();
  const html = body.innerHTML.replace(/(?:&nbsp;)+(?=<\/(?:h[1-6]|li|p|td|th)>)/g, "");
  return { html, files: pictures.filter((one) => one instanceof File), remote: pictures.filter((one) => one === "remote").length };
}

const style = (element, name) => {
  const found = new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i").exec(element.dataset.style ?? "");
  return found?.[1].trim() ?? "";
};

const isEmpty = (element) => !element.textContent.replaceAll("\u00a0", " ").trim() && !element.querySelector("img, hr, br, td, [data-video]") && !element.closest("td, th, pre, [data-video]");

/** Word writes the bullet as text in front. */
function dropSign(item) {
  for (const sign of item.querySelectorAll("[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]")) {
    item.dataset.sign = sign.textContent.trim();
    sign.remove();
  }
}

function frame(video) {
  const place = video.ownerDocument.createElement("div");
  place.className = "video";
  place.dataset.video = video.getAttribute("src");
  video.replaceWith(place);
}

function head(line) {
  const heading = line.ownerDocument.createElement(`h${Math.min(line.ariaLevel ?? 2, 4)}`);
  heading.append(...line.childNodes);
  line.replaceWith(heading);
}

/** A list goes on the one right before it. */
function join(list) {
  const { previousElementSibling: before, previousSibling: space } = list;
  const isSame = before.localName === list.localName && before.className === list.className;
  if (!isSame || (space !== before && space.textContent.trim())) return;
  before.append(...list.childNodes);
  list.remove();
}

/** Word's lists are paragraphs that say which level they are; what follows each other becomes one list. */
function gatherLists(body) {
  const said = (element, pattern) => pattern.exec(style(element, "mso-list"))?.[1];
  let open = [];
  let current;
  for (const item of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, table")]) {
    const depth = Number(said(item, /level(\d)/i) ?? 0);
    const name = said(item, /\b(l\d+)\b/i);
    if (!depth || name !== current || open[0]?.nextElementSibling !== item) open = [];
    current = name;
    if (!depth) continue;
    const tag = /^(\d+|[a-z]|[ivx]+)[.)]/i.test(item.dataset.sign ?? "") ? "ol" : "ul";
    open.length = Math.min(open.length, depth);
    while (open.length < depth) {
      const list = body.ownerDocument.createElement(tag);
      const parent = open.at(-1);
      if (parent) (parent.lastElementChild ?? parent.appendChild(body.ownerDocument.createElement("li"))).append(list);
      else item.before(list);
      open.push(list);
    }
    const entry = body.ownerDocument.createElement("li");
    entry.append(...item.childNodes);
    open.at(-1).append(entry);
    item.remove();
  }
}

/** Says by an element what was said by a style, and takes away what has no meaning. */
function unstyle(element) {
  // Google Docs wraps everything in a <b> that is not bold.
  const isPlain = element.matches("b, strong") && /^(normal|400)/.test(style(element, "font-weight"));
  const wrappers = STYLES.filter(([name, value]) => value.test(style(element, name))).map(([, , tag]) => tag);
  const isHeading = element.matches("h1, h2, h3, h4, h5, h6");
  for (const tag of element.matches("span, a, font, p, td") ? wrappers : []) {
    if (isHeading || element.closest(tag)) continue;
    const wrapper = element.ownerDocument.createElement(tag);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  }
  const keeps = element.matches(".callout, .video, .tasks, .tasks > li, code");
  for (const { name } of [...element.attributes]) {
    const isSize = element.matches("img") && /^(width|height)$/.test(name);
    const isNoise = /^(id|lang|align|dir|width|height|data-(style|on.*))$/.test(name) && !isSize;
    if (isNoise || (name === "class" && !keeps)) element.removeAttribute(name);
  }
  if (isPlain || element.matches("span, font") || element.localName.includes(":")) element.replaceWith(...element.childNodes);
}

/** A picture stays if it is ours, becomes a file if it came along, and goes if it is somewhere else. */
function sort(image, own) {
  const source = image.getAttribute("src") ?? "";
  const isOurs = source.startsWith("/") && !source.startsWith("//");
  if (isOurs || source.startsWith(`${own}/`)) {
    image.setAttribute("src", source.replace(own, ""));
    return "ours";
  }
  image.remove();
  const [, type, data] = /^data:(image\/(?:png|jpeg|gif|webp));base64,(.+)$/s.exec(source) ?? [];
  if (!data) return "remote";
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  return new File([bytes], `picture.${type.split("/")[1].replace("jpeg", "jpg")}`, { type });
}
