"""`dean06 knowledge` from outside: what it prints, writes and returns."""

import json
import shutil
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.settings import ROOT

SEED = ROOT / "seeds" / "000_7de7410c0b94d531.txt"


def test_ingest_shows_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "ingest", str(SEED), "--out", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    for part in ("vàkết → và kết", "chú thích ảnh", "p4_1 (2414–2776)", "Đã ghi 8 đoạn"):
        assert part in shown
    written = (tmp_path / f"{SEED.stem}.yml").read_bytes()
    assert written == (ROOT / "knowledge" / "documents" / f"{SEED.stem}.yml").read_bytes()


def test_ingest_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "ingest", str(SEED), "--out", str(tmp_path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (len(report["passages"]), len(report["repairs"]), len(report["dropped"])) == (8, 10, 5)
    assert report["lacking"] == []


def test_without_wordings_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (SEED.name, "manifest.yml"):
        shutil.copy(SEED.with_name(name), tmp_path)
    out = tmp_path / "documents"
    assert main(["knowledge", "ingest", str(tmp_path / SEED.name), "--out", str(out)]) == 1
    assert "chưa đủ 5 cách hỏi cho p2_1, p2_2" in capsys.readouterr().out
    assert not out.exists()


def test_a_mistake_ends_with_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "ingest", str(tmp_path / "khong_co.txt")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("dean06: ")
    assert printed.err.endswith("không thấy tệp này, cần một tệp .txt, .docx, .pdf hoặc .html\n")


@pytest.mark.parametrize("argv", [[], ["eat"], ["ingest"]])
def test_wrong_use_returns_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["knowledge", *argv])
    assert stopped.value.code == 2
