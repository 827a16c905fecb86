"""Ablation, baselines and outside beds, each on a few made texts with the real search behind."""

import datetime as dt
import json
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asked import TOPIC, asked, question, row, write

from bot.cli.main import main
from bot.evaluation.ablation import VARIANTS, ablate, shares, usable
from bot.evaluation.asking import Asked, Reply
from bot.evaluation.baselines import SITE, STOCK, as_answer, as_json, site_search, stock_rasa, table
from bot.evaluation.outside import OutsideError, near_groups, read_passages, read_titles
from bot.evaluation.ranks import ASKED, RESTORED, Outcome, rank
from bot.evaluation.restoring import take_back, without_restoring
from bot.settings import load_settings
from bot.stack.parts import build_retrieval
from bot.turn.retrieval import Retrieval, topic_shares
from knowledge.reading import load_knowledge
from knowledge.vietnamese.normalise import Change, Normalised

DAY = dt.date(2026, 11, 24)
PASSPORT = "Làm hộ chiếu lần đầu cần những giấy tờ gì?"


@pytest.fixture(scope="module")
def retrieval() -> Retrieval:
    return build_retrieval(load_settings({"DEAN06_TODAY": DAY.isoformat()}))


def test_of_equals_all_get_the_last_place() -> None:
    assert [rank({"a": 2.0, "b": 1.0, "c": 1.0}, name) for name in ("a", "b", "c", "d")] == [1, 3, 3, 0]
    outcome = Outcome.of("x", *("as typed", "restored"), [1, 2, 0, 1])
    assert (outcome.n, outcome.first, outcome.mrr) == (4, 2, 0.625)


def test_restored_accents_are_taken_back_and_nothing_else() -> None:
    changes = (Change("teencode", "k", "không"), Change("accents", "the can cuoc", "thẻ căn cước"))
    read = Normalised("lam the k, the can cuoc", "lam the không, thẻ căn cước", changes)
    assert take_back(read) == Normalised(read.original, "lam the không, the can cuoc", changes[:1])


def test_a_search_without_restoring_reads_what_was_typed(retrieval: Retrieval) -> None:
    bare, plain = "lam lai the can cuoc o dau", without_restoring(retrieval.search)
    assert retrieval.search.embed(bare)[0].text == "làm lại thẻ căn cước ở đâu"
    assert plain.embed(bare)[0].text == bare
    assert plain.embed("làm lại thẻ ở đâu")[0].text == "làm lại thẻ ở đâu"


def test_questions_that_stand_alone_are_ranked(retrieval: Retrieval) -> None:
    questions = [question("A1", PASSPORT), question("A2", kind="followup"), question("A3", kind="scam")]
    questions.append(question("A4", kind="outofscope", answerable=False))
    assert [q.id for q in usable(questions)] == ["A1"]
    outcomes = ablate(questions, retrieval, lambda _: {"greet": 0.5, "ho_chieu": 0.3, "le_phi": 0.2})
    places = [(o.asked, o.restored, o.variant) for o in outcomes]
    assert places == [(asked, restored, variant) for asked in ASKED for restored in RESTORED for variant in VARIANTS]
    first = {o.variant: (o.n, o.first, o.mrr) for o in outcomes[: len(VARIANTS)]}
    assert first == dict.fromkeys(VARIANTS, (1, 1, 1.0))


def test_the_command_asks_the_classifier_that_was_trained_and_writes_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEAN06_TODAY", DAY.isoformat())
    file, page = write(tmp_path / "a.jsonl", row("A1", PASSPORT)), tmp_path / "page.md"
    page.write_text("<!-- ablation -->\n<!-- /ablation -->\n", encoding="utf-8")
    assert main(["evaluate", "ablation", str(file), "--json", "--write", "--page", str(page)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [(line["variant"], line["first"]) for line in report[: len(VARIANTS)]] == [(name, 1) for name in VARIANTS]
    written = page.read_text(encoding="utf-8")
    assert "1 questions of the part files, day 2026-11-24, commit" in written
    assert f"| {VARIANTS[0]} | 100.0 % | 1.000 |" in written


def test_the_blend_gets_the_shares_that_it_gets_at_run_time(retrieval: Retrieval) -> None:
    from knowledge.relevance import relevance

    found = retrieval.find(PASSPORT)
    ours = shares(found.fitting.best_by_topic(), relevance(found))
    assert [[topic, round(share, 4)] for topic, share in ours.items()] == topic_shares(found)


def test_the_site_search_answers_with_its_first_hit_and_declines_only_what_has_no_word() -> None:
    knowledge = load_knowledge()
    rows = [asked(question("A1", "thủ tục cấp hộ chiếu")), asked(question("A2", "giá vàng", kind="outofscope"))]
    rows.append(asked(question("A3", "👍", kind="smalltalk")))
    system = site_search(rows, knowledge, DAY, wordings=False)
    assert (system.name, [row.grade.declined for row in system.rows]) == (SITE, [False, False, True])
    first = system.rows[0]
    assert first.grade.right
    assert knowledge.by_id[first.asked.last.answers[0]["passages"][0]].holds_on(DAY)
    assert not system.rows[1].grade.right
    assert table([system])[1][0][:4] == (SITE, "100.0 %", "20.7–100.0", "100.0 %")
    assert as_json([system])[0]["out_of_scope"]["declined"] == 0


@pytest.mark.parametrize(
    ("text", "status", "topic"),
    [
        ("Bạn hỏi về ho_chieu.", "answered", "ho_chieu"),
        ("Bạn hỏi về out_of_scope.", "out_of_scope", None),
        ("Bạn hỏi về nlu_fallback.", "out_of_scope", None),
        ("Bạn hỏi về attack_bot.", "refused", None),
        ("", "out_of_scope", None),
    ],
)
def test_what_stock_rasa_says_is_read(text: str, status: str, topic: str | None) -> None:
    answer = as_answer(text)
    assert (answer.status, answer.topic) == (status, topic)


class RestChannel(BaseHTTPRequestHandler):
    """Replies as the baseline does, with the message for the intent."""

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps([{"recipient_id": sent["sender"], "text": f"Bạn hỏi về {sent['message']}."}]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_stock_rasa_is_sent_every_message_of_a_conversation_and_the_last_reply_counts() -> None:
    with HTTPServer(("127.0.0.1", 0), RestChannel) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        reply = Reply("out_of_scope", (), 1.0, {})
        rows = [Asked(question("A1"), (reply, replace(reply, message=TOPIC))), Asked(question("A2"), (reply,))]
        try:
            system = stock_rasa(rows, f"http://127.0.0.1:{server.server_port}/")
        finally:
            server.shutdown()
            thread.join()
    assert [(row.grade.topic_right, row.grade.declined) for row in system.rows] == [(True, False), (False, True)]
    assert table([system])[1][0][:4] == (STOCK, "–", "–", "50.0 %")


def test_baselines_stand_beside_a_stored_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], runs: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- baselines -->\n<!-- /baselines -->\n", encoding="utf-8")
    assert main(["evaluate", "baselines", "--no-rasa", "--write", "--page", str(page)]) == 0
    shown = capsys.readouterr().out
    assert [line.split("  ")[0] for line in shown.splitlines()[1:]] == [
        SITE, "site search that knows our wordings", "this project",
    ]  # fmt: skip
    assert STOCK not in shown
    assert f"| {SITE} | 100.0 % |" in page.read_text(encoding="utf-8")


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from bot.evaluation.parts import Part
    from bot.evaluation.runs import describe, store

    monkeypatch.setenv("DEAN06_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DEAN06_TODAY", DAY.isoformat())
    header = describe(Part("development", (), ()), (), False, "http://x", {"commit": "abc1234"})
    return store(tmp_path / "runs", header, [asked(question("A1", "thủ tục cấp hộ chiếu"))]).folder


def test_near_questions_are_one_group() -> None:
    texts = ["mất thẻ làm lại ở đâu", "mat the lam lai o dau", "mất thẻ thì làm lại ở đâu", "lệ phí hộ chiếu"]
    assert near_groups(texts) == [frozenset((0, 1, 2))] * 3 + [frozenset((3,))]


def test_the_retriever_alone_is_measured_on_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEAN06_TODAY", DAY.isoformat())
    passages = [
        {"id": "x0", "text": "Hà Nội là thủ đô của Việt Nam."},
        {"id": "x1", "text": "Sông Mê Kông dài 4.350 km."},
    ]
    asked_of = [{"question": "Thủ đô của Việt Nam là gì?", "passage_id": "x0"}]
    write(tmp_path / "p.jsonl", *passages)
    write(tmp_path / "q.jsonl", *asked_of)
    titles = ["Đăng ký khai sinh", "Đăng ký khai sinh", "Chứng thực chữ ký", "Chứng thực bản sao"]
    questions = ["làm giấy khai sinh cho con", "khai sinh cho con cần gì", "ký trước mặt ai", "sao y bằng đại học"]
    write(tmp_path / "t.jsonl", *({"q": q, "title": t} for q, t in zip(questions, titles, strict=True)))
    files = ["--passages", str(tmp_path / "q.jsonl"), str(tmp_path / "p.jsonl"), "--titles", str(tmp_path / "t.jsonl")]
    page = tmp_path / "page.md"
    page.write_text("<!-- outside -->\n<!-- /outside -->\n", encoding="utf-8")
    assert main(["evaluate", "outside", *files, "--json", "--write", "--page", str(page)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {(row["variant"], row["first"]) for row in report["q"]} == {(v, 1) for v in ("BM25", "e5", "BM25 + e5")}
    assert {row["n"] for row in report["t"]} == {2}  # two titles have one question only
    assert max(row["first"] for row in report["t"]) == 2
    assert "q: 1 questions, 2 to choose from, commit" in page.read_text(encoding="utf-8")


def test_a_question_never_finds_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "t.jsonl", {"q": "một hai ba bốn", "title": "A"}, {"q": "năm sáu", "title": "A"})
    bed = read_titles(path)
    assert bed.hidden == (frozenset((0,)), frozenset((1,)))


def test_other_rows_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "x.jsonl", {"q": "a"})
    with pytest.raises(OutsideError, match=r"x\.jsonl, dòng 1: cần các trường q, title"):
        read_titles(path)
    with pytest.raises(OutsideError, match="none.jsonl: không đọc được"):
        read_passages(tmp_path / "none.jsonl", path)
    assert main(["evaluate", "outside"]) == 2
    assert "cần --passages hoặc --titles" in capsys.readouterr().err
