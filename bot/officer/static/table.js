// A row of the workbench as a row of the table, and as a line of the CSV file.

import { answerNode, day, element } from "/static/render.js";

const STATUSES = {
  answered: "Đã trả lời", clarify: "Hỏi lại", no_answer: "Chưa có câu trả lời", out_of_scope: "Ngoài phạm vi",
  refused: "Từ chối", smalltalk: "Xã giao", error: "Lỗi",
};
const CHANGES = {
  accents: "thêm dấu", teencode: "chữ tắt", abbreviation: "viết tắt", dialect: "tiếng địa phương", keyboard: "bộ gõ",
  spelling: "chính tả", split: "tách từ", repeat: "chữ lặp", name: "tên gọi", tone: "vị trí dấu",
};
const SHORT = 90;

export const statusWord = (status) => STATUSES[status] ?? status;
export const needsLook = (row) => row.status !== "answered";
const percent = (share) => (share === null ? "–" : `${Math.round(100 * share)}\u00a0%`);
const changeText = ({ what, before, after }) => `${before} → ${after} (${CHANGES[what] ?? what})`;

export function rowNode(row) {
  return element("tr", { "data-status": row.status },
    element("td", { class: "number" }, String(row.number)),
    element("th", { scope: "row" }, row.sentence),
    element("td", {}, element("span", { class: `status ${needsLook(row) ? "look" : ""}` }, statusWord(row.status))),
    element("td", { class: "seen" }, seenNode(row.answers)),
    element("td", { class: "topic" }, row.topic ?? "–"),
    element("td", { class: "number" }, percent(row.confidence)),
    element("td", { class: "topic" }, row.runner_up ?? "–"),
    element("td", {}, row.wording ?? "–"),
    element("td", {}, changesNode(row)));
}

function seenNode(answers) {
  const text = answers.map((answer) => answer.text).join(" ");
  const short = text.length > SHORT ? `${text.slice(0, text.lastIndexOf(" ", SHORT))}…` : text;
  const details = element("details", {});
  const build = () => {
    if (details.childElementCount === 1) details.append(...answers.map((answer) => answerNode(answer)));
  };
  details.append(element("summary", { on: { click: build } }, short)); // built when opened: 200 rows stay light
  return details;
}

function changesNode(row) {
  if (!row.changes.length) return "Không sửa gì";
  return element("ul", { class: "changes" }, ...row.changes.map((change) => element("li", {}, changeText(change))));
}

const COLUMNS = [
  ["STT", (row) => row.number],
  ["Câu hỏi (đã che số riêng)", (row) => row.sentence],
  ["Kết quả", (row) => statusWord(row.status)],
  ["Chủ đề", (row) => row.topic],
  ["Độ chắc", (row) => row.confidence],
  ["Chủ đề thứ nhì", (row) => row.runner_up],
  ["Cách hỏi gần nhất", (row) => row.wording],
  ["Máy hiểu là", (row) => row.understood],
  ["Máy đã sửa", (row) => row.changes.map(changeText).join("; ")],
  ["Câu trả lời", (row) => row.answers.map((answer) => answer.text).join("\n\n")],
  ["Các bước", (row) => row.answers.flatMap((a) => a.steps.map((step, at) => `${at + 1}. ${step}`)).join("\n")],
  ["Nguồn", (row) => row.answers.flatMap((a) => a.sources.map(sourceText)).join("\n")],
  ["Kiểm tra ngày", (row) => row.answers.map((a) => (a.verified_on ? day(a.verified_on) : "")).filter(Boolean).join("; ")],
  ["Cảnh báo", (row) => [...new Set(row.answers.flatMap((answer) => answer.warnings))].join("; ")],
];

const sourceText = (source) => [source.article, source.title, source.url].filter(Boolean).join(", ");

// A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text again.
function cell(value) {
  const text = String(value ?? "");
  const safe = typeof value !== "number" && /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

// UTF-8 with a byte order mark, so that Excel shows Vietnamese letters.
export function csv(rows) {
  const lines = [COLUMNS.map(([name]) => cell(name)), ...rows.map((row) => COLUMNS.map(([, value]) => cell(value(row))))];
  return "\ufeff" + lines.map((line) => line.join(",")).join("\r\n") + "\r\n";
}
