"""`dean06 knowledge ingest` and `accept` from outside, for a document that no manifest describes."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from bot.cli.main import main
from bot.settings import ROOT

OFFICIAL = ROOT / "tests" / "unit" / "knowledge" / "official"
DECREE = OFFICIAL / "nghi-dinh-63-2010.pdf"


def test_ingest_shows_what_it_found_and_writes_drafts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "ingest", str(DECREE), "--out", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    for part in (
        "Nghị định 63/2010/NĐ-CP về kiểm soát thủ tục hành chính", "Ngày ký: 08/06/2010", "Hiệu lực từ: 14/10/2010",
        "bỏ dòng đầu, cuối trang 8", "nối chữ ngắt cuối dòng", "d18_k4 (Điều 18 khoản 4)",
        "Đã ghi 41 đoạn nháp vào nghi-dinh-63-2010.yml", "dean06 knowledge accept nghi-dinh-63-2010",
    ):  # fmt: skip
        assert part in shown
    assert len(yaml.safe_load((tmp_path / "nghi-dinh-63-2010.yml").read_text(encoding="utf-8"))["passages"]) == 41


def test_ingest_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = OFFICIAL / "nghi-dinh-05-1999.txt"
    assert main(["knowledge", "ingest", str(file), "--out", str(tmp_path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["source"], report["encoding"], report["articles"]) == ("nd-05-1999", "tcvn3", 8)
    assert report["about"]["issued_on"] == "1999-02-03"
    assert report["drafts"][0]["origin"]["document"] == "nghi-dinh-05-1999.txt"


def test_drafts_are_not_overwritten_without_being_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["knowledge", "ingest", str(OFFICIAL / "tach-ho.html"), "--out", str(tmp_path)]
    assert main(argv) == 0
    written = tmp_path / "tach-ho.yml"
    written.write_text("đã điền một nửa", encoding="utf-8")
    capsys.readouterr()
    assert main(argv) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("dean06: tach-ho.yml: thấy tệp nháp này đã có, cần ")
    assert (printed.out, written.read_text(encoding="utf-8")) == ("", "đã điền một nửa")
    assert main([*argv, "--force"]) == 0
    assert written.read_text(encoding="utf-8").startswith("# BẢN NHÁP")


def test_accept_says_what_lacks_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = tmp_path / "knowledge"
    for part in ("topics.yml", "facts.jsonl"):
        base.mkdir(exist_ok=True)
        shutil.copy(ROOT / "knowledge" / part, base)
    shutil.copytree(ROOT / "knowledge" / "sources", base / "sources")
    assert main(["knowledge", "ingest", str(OFFICIAL / "tach-ho.html"), "--out", str(base / "drafts")]) == 0
    capsys.readouterr()
    argv = ["knowledge", "accept", "tach-ho"]
    options = ["--knowledge", str(base), "--topic", "cu_tru_thuong_tru"]
    assert main([*argv, *options]) == 1
    shown = capsys.readouterr().out
    assert "không đoạn nào đã điền đủ" in shown
    assert "trang_tach_ho.m3_1: chưa điền aspect, label, questions, answer, facts, confidence, effective_from" in shown
    assert main([*argv, "trang_tach_ho.m3_1", *options]) == 1
    shown = capsys.readouterr().out
    assert "Chưa nhận đoạn nào: có 8 chỗ phải sửa." in shown
    assert "drafts/tach-ho.yml:" in shown
    assert main([*argv, "trang_tach_ho.m3_1", *options, "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 8
    assert not (base / "passages").exists()


def test_a_missing_file_of_drafts_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "accept", "khong_co", "--knowledge", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.err.endswith("khong_co.yml: không thấy tệp này, cần một tệp nháp trong knowledge/drafts\n")
