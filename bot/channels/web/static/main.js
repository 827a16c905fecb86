// The citizen's page: one question at a time, a tap or a sentence, an answer below it.

import { ask, rate } from "./api.js";
import * as memory from "./memory.js";
import { MASKED, answerNode, questionNode, troubleNode } from "./render.js";

const SIZES = 5;
const log = document.getElementById("log");
const status = document.getElementById("status");
const form = document.getElementById("form");
const box = document.getElementById("question");
const send = document.getElementById("send");
let busy = false;

const acts = { choose: (button) => turn(button.title, { payload: button.payload }, true), rate };

function say(text, kind = "") {
  status.textContent = text;
  status.className = kind;
}

function setBusy(now) {
  busy = now;
  send.setAttribute("aria-disabled", String(now));
  say(now ? "Đang trả lời…" : "", now ? "busy" : "");
}

function show(node) {
  log.append(node);
  return node;
}

// One exchange. `shown` is what the citizen sees as the question; nothing for the first menu.
// After a tap the focus moves to the answer, since the button tapped is now far above it.
async function turn(shown, message, tapped) {
  if (busy) return;
  setBusy(true);
  const asked = shown ? show(questionNode(shown)) : null;
  asked?.scrollIntoView({ block: "end" });
  try {
    showAnswers(shown, asked, await ask(memory.conversationId(), message), message, tapped);
  } catch (trouble) {
    showTrouble(trouble.message, shown, asked, message);
  } finally {
    setBusy(false);
  }
}

function showAnswers(shown, asked, answers, message, tapped) {
  const secret = answers.some((answer) => answer.warnings.includes("personal_data"));
  if (secret && asked && message.text) asked.lastChild.textContent = MASKED;
  const nodes = answers.map((answer) => show(answerNode(answer, acts)));
  asked?.scrollIntoView({ block: "start" }); // a long answer is read from its beginning
  if (answers.some((answer) => answer.status === "error")) {
    showTrouble("Bạn có thể bấm nút này để gửi lại câu hỏi.", shown, asked, message);
    return;
  }
  memory.remember({ question: secret && message.text ? MASKED : shown, answers });
  if (tapped) nodes[0].focus({ preventScroll: true });
}

function showTrouble(text, shown, asked, message) {
  const node = show(troubleNode(text, () => {
    if (busy) return;
    node.remove();
    asked?.remove();
    turn(shown, message, true);
  }));
}

function fitBox() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

function setSize(size) {
  const kept = Math.min(SIZES - 1, Math.max(0, size));
  document.documentElement.dataset.size = String(kept);
  document.getElementById("smaller").setAttribute("aria-disabled", String(kept === 0));
  document.getElementById("larger").setAttribute("aria-disabled", String(kept === SIZES - 1));
  memory.keepTypeSize(kept);
  fitBox();
}

// Loading the page again also drops an answer that is still under way.
function restart() {
  memory.startAgain();
  location.reload();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (!text) {
    say("Bạn gõ câu hỏi vào ô rồi bấm “Gửi”.");
    box.focus();
    return;
  }
  if (busy) return;
  box.value = "";
  fitBox();
  turn(text, { text }, false);
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
box.addEventListener("input", fitBox);
window.addEventListener("resize", fitBox);
document.getElementById("smaller").addEventListener("click", () => setSize(memory.typeSize() - 1));
document.getElementById("larger").addEventListener("click", () => setSize(memory.typeSize() + 1));
document.getElementById("restart").addEventListener("click", restart);
for (const link of document.querySelectorAll("[data-payload]")) {
  link.addEventListener("click", () => acts.choose({ title: link.textContent, payload: link.dataset.payload }));
}
window.addEventListener("offline", () => say("Máy đang mất mạng. Bạn xem lại Wi-Fi hoặc 3G/4G.", "trouble"));
window.addEventListener("online", () => say("Đã có mạng trở lại."));

setSize(memory.typeSize());
for (const { question, answers } of memory.whatWasSaid()) {
  if (question) show(questionNode(question));
  answers.forEach((answer) => show(answerNode(answer, acts)));
}
if (memory.whatWasSaid().length) log.lastElementChild.scrollIntoView({ block: "start" });
else turn("", { payload: "v1:menu" }, false);
