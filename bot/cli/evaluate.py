"""`dean06 evaluate`: how right the answers are, and the numbers that decide."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import uuid
from collections import defaultdict
from pathlib import Path

import aiohttp

from bot.answer import Answer
from bot.evaluation.grade import is_right
from bot.evaluation.questions import Question, QuestionsError, read_questions
from bot.settings import ROOT, load_settings
from knowledge.vietnamese.unicode import strip_accents

QUESTIONS = ROOT / "tests" / "questions" / "development"
SIDE_BY_SIDE = 4


def main(argv: list[str]) -> int:
    """Grade a running stack, or calibrate."""
    parser = argparse.ArgumentParser(prog="dean06 evaluate", description="Đo trên bộ câu hỏi phát triển.")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC")
    run = actions.add_parser("run", help="hỏi hệ thống đang chạy và chấm câu trả lời")
    run.add_argument("files", nargs="*", type=Path, help="tệp câu hỏi (mặc định: tests/questions/development/*.jsonl)")
    run.add_argument("--url", help="địa chỉ hệ thống")
    run.add_argument("--strip", action="store_true", help="hỏi lại các câu trong phạm vi với chữ không dấu")
    run.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    actions.add_parser("calibrate", help="tính lại các hệ số quyết định khi nào trả lời")
    options = parser.parse_args(argv)
    try:
        if options.action == "calibrate":
            return _calibrate()
        return asyncio.run(_run(options))
    except QuestionsError as error:
        print(f"dean06: {error}", file=sys.stderr)
        return 2
    except aiohttp.ClientError as error:
        print(f"dean06: hệ thống không trả lời ({error}); hãy chạy `make run` trước.", file=sys.stderr)
        return 1


def _load(files: list[Path]) -> list[Question]:
    return [question for path in files or sorted(QUESTIONS.glob("*.jsonl")) for question in read_questions(path)]


def _calibrate() -> int:
    from bot.evaluation.calibrate import report
    from bot.evaluation.features import look_at
    from bot.stack.parts import build_retrieval

    print(report(look_at(_load([]), build_retrieval(load_settings()))))
    return 0


async def _run(options: argparse.Namespace) -> int:
    questions = _load(options.files)
    if options.strip:
        questions = [q for q in questions if q.answerable and q.kind != "smalltalk"]
    url = options.url or load_settings().base_url
    slots = asyncio.Semaphore(SIDE_BY_SIDE)
    async with aiohttp.ClientSession(url) as http:
        answers = await asyncio.gather(*(_ask(http, slots, question, options.strip) for question in questions))
    rows: defaultdict[str, list[bool]] = defaultdict(list)
    for question, given in zip(questions, answers, strict=True):
        right = is_right(question, given)
        rows[question.kind].append(right)
        if not right and not options.json:
            print(f"✗ {question.id} [{question.topic}] {question.messages[-1]}")
            print(f"    {given[-1].status} {given[-1].topic or ''}: {given[-1].text[:100]}")
    table = {k: {"n": len(marks), "right": round(sum(marks) / len(marks), 3)} for k, marks in sorted(rows.items())}
    if options.json:
        print(json.dumps(table, ensure_ascii=False))
    else:
        for kind, row in table.items():
            print(f"{kind:14} {row['n']:4}  {row['right']:.1%}")
    return 0


async def _ask(
    http: aiohttp.ClientSession, slots: asyncio.Semaphore, question: Question, stripped: bool
) -> list[Answer]:
    conversation = f"evaluate-{uuid.uuid4().hex}"
    answers: list[Answer] = []
    async with slots:
        for message in question.messages:
            body = {"conversation_id": conversation, "text": strip_accents(message) if stripped else message}
            async with http.post("/api/chat", json=body) as response:
                answers = [Answer.from_dict(row) for row in (await response.json())["answers"]]
    return answers
