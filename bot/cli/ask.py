"""`dean06 ask`: one question, through the whole pipeline or through retrieval alone."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from bot.actions.choose import ranked
from bot.actions.compose import compose
from bot.actions.elsewhen import holds_another_day, say_when
from bot.channels.terminal import render
from bot.cli.days import add_on
from bot.settings import load_settings
from bot.stack.parts import build_retrieval
from bot.turn.redact import redact
from bot.turn.retrieval import topic_shares
from knowledge.aspects import aspects_of
from knowledge.passage import Passage
from knowledge.search import Found
from knowledge.vietnamese.changes import cleaned_characters, visible
from knowledge.vietnamese.normalise import Normalised


def main(argv: list[str]) -> int:
    """Answer one question from the index; no dialogue, so no Rasa is needed."""
    parser = argparse.ArgumentParser(
        prog="dean06 ask",
        description="Tìm câu trả lời cho một câu hỏi (không cần hệ thống đang chạy, không qua hội thoại).",
    )
    parser.add_argument("question", help="câu hỏi, viết thế nào cũng được")
    parser.add_argument(
        "--explain", action="store_true", help="cho biết đã sửa gì trong câu hỏi và vì sao chọn đoạn này"
    )
    parser.add_argument("--json", action="store_true", help="in câu trả lời dạng JSON")
    add_on(parser)
    options = parser.parse_args(argv)
    retrieval = build_retrieval(replace(load_settings(), today=options.on))
    masked = redact(options.question)
    found = retrieval.find(masked.bare)
    if not found.candidates:
        print("Không có đoạn nào còn hiệu lực vào ngày này.")
        return 1
    knowledge, day = retrieval.search.knowledge, retrieval.today()
    another_day = holds_another_day(found, knowledge, day)
    passage = another_day or _best(masked.bare, found)
    answer = say_when(passage, knowledge, day) if another_day else compose(passage, knowledge, day)
    print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=1) if options.json else render(answer))
    if options.explain:
        print(explain(options.question, masked.text, found, passage.id))
    return 0


def _best(text: str, found: Found) -> Passage:
    for topic, _ in topic_shares(found):
        passages = ranked(text, found.candidates, topic)
        if passages:
            return passages[0]
    return found.candidates[0].passage


def repairs(typed: str, query: Normalised) -> list[str]:
    """Return a line for each thing the normaliser changed: from, to, why.

    :param typed: the question as it came; what personal numbers it has is not repeated.
    :param query: the question repaired.
    """
    cleaned = [change for change in cleaned_characters(typed) if not any(letter.isdigit() for letter in change.before)]
    changes = [*cleaned, *query.changes]
    if not changes:
        return ["  Không sửa gì."]
    return [f"  {visible(change.before)} → {change.after}  ({change.why})" for change in changes]


def explain(typed: str, asked: str, found: Found, chosen: str) -> str:
    """Return what was read into a question and why a passage won, for people.

    :param typed: the question as it came.
    :param asked: the same, masked.
    :param found: what the search found.
    :param chosen: id of the passage that answers.
    """
    lines = ["", "— Vì sao —", f"Câu hỏi (đã che số cá nhân): {asked}"]
    lines.append(f"Sau khi chuẩn hóa:           {found.query.text}")
    lines += repairs(typed, found.query)
    shares = ", ".join(f"{topic} {share:.2f}" for topic, share in topic_shares(found))
    lines.append(f"Khía cạnh được hỏi: {', '.join(aspects_of(asked)) or 'không rõ'}")
    lines += [f"Chủ đề theo tìm kiếm: {shares}", ""]
    lines.append(f"{'đoạn':<40} {'điểm':>6} {'cosine':>7} {'BM25':>6}  câu mẫu gần nhất")
    for candidate in found.fitting[:8]:
        mark = "→" if candidate.passage.id == chosen else " "
        lines.append(
            f"{mark} {candidate.passage.id:<38} {candidate.score:6.2f} {candidate.cosine:7.3f} {candidate.bm25:6.1f}"
            f"  {candidate.wording}"
        )
    reason = (
        "Đoạn được chọn có điểm cao nhất trong chủ đề mạnh nhất (điểm = z(BM25) + 1,5·z(cosine), "
        "cộng thêm khi đúng khía cạnh được hỏi)."
    )
    return "\n".join([*lines, "", reason])
