// Talks to the server; every failure becomes a sentence that a citizen can act on.

const PATIENCE_MS = 20000;

export class Trouble extends Error {}

async function post(path, body) {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Dean06-Client": "page" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    });
  } catch (error) {
    if (error.name === "TimeoutError") {
      throw new Trouble("Chờ lâu quá mà chưa có câu trả lời. Bạn bấm “Gửi lại” để thử lần nữa.");
    }
    throw new Trouble(
      navigator.onLine
        ? "Không nối được với máy chủ. Bạn chờ một lát rồi bấm “Gửi lại”."
        : "Máy của bạn đang mất mạng. Bạn xem lại Wi-Fi hoặc 3G/4G rồi bấm “Gửi lại”.",
    );
  }
}

// Returns the answers, an apology of the server's own included.
export async function ask(conversationId, message) {
  const response = await post("/api/chat", { conversation_id: conversationId, ...message });
  if (response.status === 429) {
    const seconds = response.headers.get("Retry-After") ?? "60";
    throw new Trouble(`Bạn gửi nhanh quá. Bạn chờ ${seconds} giây rồi bấm “Gửi lại”.`);
  }
  if (response.status === 413) {
    throw new Trouble("Câu hỏi dài quá. Bạn viết lại trong một hai câu ngắn.");
  }
  try {
    const { answers } = await response.json();
    if (Array.isArray(answers) && answers.length) return answers;
  } catch { /* not JSON: something between the page and the server answered */ }
  throw new Trouble(
    "Hệ thống đang gặp trục trặc. Bạn thử lại sau ít phút; việc gấp, bạn hỏi Công an cấp xã " +
    "hoặc Bộ phận Một cửa của xã, phường nơi gần nhất.",
  );
}

export async function rate(answerId, verdict, comment) {
  const response = await post("/api/feedback", { answer_id: answerId, verdict, ...(comment && { comment }) });
  if (!response.ok) throw new Trouble("Chưa gửi được góp ý. Bạn thử lại sau.");
}
