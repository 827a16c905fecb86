// What this browser tab remembers: the conversation's id, what was said, and the type size.
// A browser that forbids storage still works; it only forgets when the page is loaded again.

const KEPT = 40;
const ID = "dean06.conversation";
const SAID = "dean06.said";
const SIZE = "dean06.size";

function read(storage, key) {
  try { return window[storage].getItem(key); } catch { return null; }
}

function write(storage, key, value) {
  try { window[storage].setItem(key, value); } catch { /* forbidden or full: nothing is lost but convenience */ }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return "web-" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const id = read("sessionStorage", ID) ?? newId();
write("sessionStorage", ID, id);

let said = [];
try { said = JSON.parse(read("sessionStorage", SAID) ?? "[]"); } catch { said = []; }

export const conversationId = () => id;
export const whatWasSaid = () => said;

// A turn is {question: string, answers: Answer[]}.
export function remember(turn) {
  said = [...said, turn].slice(-KEPT);
  write("sessionStorage", SAID, JSON.stringify(said));
}

// Holds from the next loading of the page on.
export function startAgain() {
  write("sessionStorage", ID, newId());
  write("sessionStorage", SAID, "[]");
}

export const typeSize = () => Number(read("localStorage", SIZE) ?? 1);
export const keepTypeSize = (size) => write("localStorage", SIZE, String(size));
