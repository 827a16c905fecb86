// Asks pasted sentences a few at a time, so that the officer sees them come and can stop.

import { csv, needsLook, rowNode, statusWord } from "/officer/static/table.js";

const MOST = 200;
const CHUNK = 5;
const READ = 2001; // one character past what a message may have: the answer to a longer one is the same

const at = (id) => document.getElementById(id);
const token = at("token").value;
let rows = [];
let stopped = false;

const sentences = () => at("sentences").value.split("\n").map((line) => line.trim()).filter(Boolean);

function say(text, trouble = false) {
  at("status").textContent = text;
  at("status").className = trouble ? "trouble" : "";
}

async function ask(chunk) {
  const response = await fetch("/officer/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
    body: JSON.stringify({ sentences: chunk.map((sentence) => sentence.slice(0, READ)) }),
  });
  if (response.status === 401) throw new Error("Phiên đăng nhập đã hết. Tải bảng về nếu cần, rồi tải lại trang để đăng nhập.");
  if (!response.ok) throw new Error(`Máy chủ báo lỗi ${response.status}. Những câu đã hỏi vẫn còn bên dưới.`);
  return (await response.json()).rows;
}

async function run(all) {
  rows = [];
  stopped = false;
  setRunning(true);
  try {
    for (let done = 0; done < all.length && !stopped; done = rows.length) {
      progress(done, all.length);
      const answers = await ask(all.slice(done, done + CHUNK));
      rows.push(...answers.map((row, index) => withNode({ ...row, number: done + index + 1 })));
      show();
    }
    say(stopped ? `Đã dừng sau ${rows.length} trên ${all.length} câu.` : `Đã hỏi xong ${rows.length} câu.`);
  } catch (error) {
    say(error instanceof TypeError ? "Không nối được với máy chủ. Những câu đã hỏi vẫn còn bên dưới." : error.message, true);
  } finally {
    setRunning(false);
  }
}

// Made once, so that an answer that the officer has opened stays open while others come.
const withNode = (row) => ({ ...row, node: rowNode(row) });

function progress(done, all) {
  at("bar").max = all;
  at("bar").value = done;
  say(`Đang hỏi: ${done} trên ${all} câu`);
}

function setRunning(now) {
  at("run").setAttribute("aria-disabled", String(now));
  at("stop").hidden = at("progress").hidden = !now;
}

const ORDERS = {
  pasted: (a, b) => a.number - b.number,
  look: (a, b) => needsLook(b) - needsLook(a) || a.number - b.number,
  sure: (a, b) => (a.confidence ?? -1) - (b.confidence ?? -1) || a.number - b.number,
};
const FILTERS = { all: () => true, look: needsLook, answered: (row) => !needsLook(row) };

function show() {
  at("results").hidden = rows.length === 0;
  const chosen = rows.filter(FILTERS[at("filter").value]).sort(ORDERS[at("order").value]);
  at("rows").replaceChildren(...chosen.map((row) => row.node));
  const counts = new Map();
  for (const row of rows) counts.set(row.status, (counts.get(row.status) ?? 0) + 1);
  at("summary").textContent =
    `${rows.length} câu: ${[...counts].map(([status, count]) => `${statusWord(status)} ${count}`).join(", ")}.`;
}

function download() {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv(rows)], { type: "text/csv;charset=utf-8" }));
  link.download = `hoi-thu-${day}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (at("run").getAttribute("aria-disabled") === "true") return;
  const all = sentences();
  if (!all.length) say("Bạn dán ít nhất một câu vào ô bên trên.", true);
  else if (all.length > MOST) say(`Có ${all.length} câu, nhiều nhất ${MOST}. Bạn bớt đi rồi hỏi lại.`, true);
  else run(all);
});
at("sentences").addEventListener("input", () => { at("count").textContent = `${sentences().length} câu`; });
at("stop").addEventListener("click", () => { stopped = true; });
at("filter").addEventListener("change", show);
at("order").addEventListener("change", show);
at("export").addEventListener("click", download);
