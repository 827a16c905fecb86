// From an Answer to what is read. Text enters the page as text only, never as markup.

const WARNINGS = {
  personal_data: "Đừng gửi số giấy tờ hay thông tin riêng. Những gì bạn lỡ gõ đã được che.",
  scam: "Coi chừng lừa đảo.",
  outdated: "Câu trả lời này đã lâu chưa được kiểm tra lại. Bạn nên hỏi lại cơ quan trước khi đi.",
  changes_soon: "Quy định này sắp thay đổi. Bạn xem ngày hiệu lực trong phần nguồn.",
};
const RATED = new Set(["answered", "no_answer", "out_of_scope"]);
export const MASKED = "(Đã che tin nhắn vì có thông tin riêng)";

export function element(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

export const day = (iso) => iso.split("-").reverse().join("/");

export function questionNode(text) {
  return element("div", { class: "question" }, element("span", { class: "unseen" }, "Bạn hỏi: "), text);
}

// `acts` has choose(button) and rate(answerId, verdict, comment); without it the answer is only shown.
export function answerNode(answer, acts = null) {
  return element(
    "article",
    { class: `answer ${answer.status}`, tabindex: "-1", "aria-label": "Trả lời", "data-status": answer.status },
    ...answer.warnings.map(warningNode),
    element("p", { class: "text" }, answer.text),
    answer.steps.length ? element("ol", { class: "steps" }, ...answer.steps.map((step) => element("li", {}, step))) : null,
    answer.sources.length ? sourcesNode(answer) : null,
    answer.buttons.length ? choicesNode(answer.buttons, acts?.choose) : null,
    acts && RATED.has(answer.status) && answer.answer_id ? feedbackNode(answer.answer_id, acts.rate) : null,
  );
}

export function troubleNode(text, retry) {
  const again = element("button", { type: "button", on: { click: retry } }, "Gửi lại");
  return element("article", { class: "answer trouble", tabindex: "-1", "aria-label": "Chưa gửi được" },
    element("p", { class: "text" }, text), again);
}

function warningNode(warning) {
  return element("p", { class: `warning ${warning}` }, `⚠ ${WARNINGS[warning] ?? warning}`);
}

function choicesNode(buttons, choose) {
  const items = buttons.map((button) => element("li", {}, choose
    ? element("button", { type: "button", on: { click: () => choose(button) } }, button.title)
    : `[${button.title}]`));
  return element("ul", { class: "choices", "aria-label": "Lựa chọn" }, ...items);
}

function sourcesNode(answer) {
  return element("details", { class: "sources" },
    element("summary", {}, "Nguồn và ngày kiểm tra"),
    element("ul", {}, ...answer.sources.map(sourceNode)),
    answer.verified_on ? element("p", { class: "checked" }, `Kiểm tra lần cuối ngày ${day(answer.verified_on)}.`) : null);
}

function sourceNode(source) {
  const dates = sourceDates(source);
  const name = source.article ? `${source.article}, ${source.title}` : source.title;
  return element("li", {}, name,
    dates ? element("div", { class: "dates" }, dates) : null,
    linkNode(source.url));
}

function sourceDates(source) {
  const parts = [];
  if (source.issued_on) parts.push(`ngày ${day(source.issued_on)}`);
  if (source.effective_from) parts.push(`hiệu lực từ ${day(source.effective_from)}`);
  if (source.effective_to) parts.push(`đến hết ${day(source.effective_to)}`);
  const text = parts.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function linkNode(url) {
  if (!/^https?:\/\//.test(url ?? "")) return null;
  const link = element("a", { href: url, target: "_blank", rel: "noopener noreferrer" },
    `Mở trang ${new URL(url).hostname}`, element("span", { class: "unseen" }, " (mở cửa sổ mới)"));
  return element("div", {}, link);
}

function feedbackNode(answerId, rate) {
  const area = element("div", { class: "feedback" });
  const say = (text) => {
    const note = element("p", { role: "status", tabindex: "-1" }, text);
    area.replaceChildren(note);
    note.focus();
  };
  const send = async (verdict, comment, then) => {
    try {
      await rate(answerId, verdict, comment);
      then();
    } catch (trouble) {
      say(trouble.message);
    }
  };
  const thank = () => say("Cảm ơn bạn đã góp ý.");
  const good = element("button", { type: "button", on: { click: () => send("helpful", "", thank) } }, "👍 Có ích");
  const bad = element("button",
    { type: "button", on: { click: () => send("not_helpful", "", () => askWhy(area, send, thank, say)) } }, "👎 Chưa đúng ý");
  area.append(element("p", {}, "Câu trả lời có giúp được bạn không?"), good, bad);
  return area;
}

function askWhy(area, send, thank, say) {
  const box = element("textarea", { maxlength: "1000", rows: "2" });
  const label = element("label", {}, "Chỗ nào chưa đúng? (không bắt buộc, đừng ghi thông tin riêng)", box);
  const person = "Bạn hỏi trực tiếp Công an cấp xã hoặc Bộ phận Một cửa của xã, phường nơi gần nhất; ở đó không mất tiền hỏi.";
  const form = element("form", { on: { submit: (event) => {
    event.preventDefault();
    if (box.value.trim()) send("not_helpful", box.value.trim(), thank); else thank();
  } } },
  label,
  element("div", { class: "row" },
    element("button", { type: "submit" }, "Gửi góp ý"),
    element("button", { type: "button", on: { click: () => send("ask_person", "", () => say(person)) } }, "Tôi muốn hỏi người thật")));
  area.replaceChildren(form);
  box.focus();
}
