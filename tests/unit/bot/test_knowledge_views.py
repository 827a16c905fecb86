"""`dean06 knowledge coverage`, `show`, `diff` and `handbook` from outside: what they print, write and return."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.settings import ROOT

ON = ("--on", "2026-11-24")


def printed(capsys: pytest.CaptureFixture[str], *argv: str, status: int = 0) -> str:
    """Run a subcommand and return what it printed."""
    assert main(["knowledge", *argv]) == status
    return capsys.readouterr().out


def test_coverage_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    shown = printed(capsys, "coverage", *ON)
    assert max(map(len, shown.splitlines())) <= 120
    for part in ("── Thẻ căn cước ", "Lệ phí, thời hạn thẻ", "phí lệ phí", "Ngày 24/11/2026: ", "Chủ đề có ít hơn 6"):
        assert part in shown


def test_coverage_as_json_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(printed(capsys, "coverage", *ON, "--json", "--least", "3"))
    assert report["in_force"] == sum(topic["passages"] for topic in report["topics"])
    assert all(topic["passages"] == sum(topic["aspects"].values()) for topic in report["topics"])
    assert report["unreadable"] == 0
    assert report["least"] == 3


@pytest.mark.parametrize(("name", "begins"), [("c.svg", b"<svg "), ("c.png", b"\x89PNG")])
def test_coverage_is_drawn(name: str, begins: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "images" / name
    printed(capsys, "coverage", *ON, "--picture", str(file))
    assert file.read_bytes().startswith(begins)


def test_without_a_browser_the_sentence_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["knowledge", "coverage", *ON, "--picture", str(tmp_path / "c.png")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("dean06: không thấy trình duyệt chromium, cần nó để tạo c.png; cài bằng: ")
    assert ".svg" in error


def test_a_picture_of_another_kind_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["knowledge", "coverage", "--picture", "c.gif"])
    assert stopped.value.code == 2
    assert ".svg hoặc .png" in capsys.readouterr().err


def test_show_prints_all_of_a_passage(capsys: pytest.CaptureFixture[str]) -> None:
    shown = printed(capsys, "show", "cancuoc_le_phi.cap_lai", *ON)
    for part in (
        "cancuoc_le_phi.cap_lai: Phí thẻ mất, hỏng",
        "đang có hiệu lực vào ngày 24/11/2026: từ 15/08/2026 đến hết 31/12/2026",
        "khía cạnh: lệ phí (fee)",
        "tệp: knowledge/passages/cancuoc_le_phi_thoi_han.yml:",
        "35.000 đồng: từ 15/08/2026 đến hết 31/12/2026, kiểm tra 24/11/2026",
        "CC-34 (text): ",
        " từ một câu, câu dài nhất ",
        "[tt-64-2025-btc]",
        "Thay cho\n  cancuoc_le_phi.cap_lai_2025",
        "Được thay bằng\n  cancuoc_le_phi.cap_lai_2027",
    ):
        assert part in shown


def test_show_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    card = json.loads(printed(capsys, "show", "cancuoc_le_phi.cap_lai", *ON, "--json"))
    assert card["passage"]["id"] == "cancuoc_le_phi.cap_lai"
    assert card["passage"]["effective_to"] == "2026-12-31"
    assert {fact["id"] for fact in card["facts"]} == set(card["passage"]["facts"])


def test_an_unknown_id_gets_the_nearest_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "show", "cancuoc_le_phi.cap_lạ"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("dean06: không có đoạn 'cancuoc_le_phi.cap_lạ'; gần nhất: cancuoc_le_phi.cap_lai, ")
    assert error.count("\n") == 1


def test_diff_with_itself_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    base = str(ROOT / "knowledge")
    assert "Không có câu trả lời nào thay đổi." in printed(capsys, "diff", base, base)
    report = json.loads(printed(capsys, "diff", base, str(ROOT), "--json"))
    assert (report["groups"], report["unreadable"]) == ([], [])


def test_diff_of_what_is_not_there_ends_with_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "diff", "khong-co", "knowledge"]) == 1
    assert capsys.readouterr().err == (
        "dean06: thấy 'khong-co', cần thư mục của một kho kiến thức hoặc một phiên bản git như HEAD~5 hay v0.1.0\n"
    )


def test_the_handbook_is_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "handbook", *ON, "--out", str(tmp_path), "--link", "https://tro-ly.example/")
    (page,) = tmp_path.iterdir()
    assert str(page) in told
    text = page.read_text(encoding="utf-8")
    assert "<title>Sổ tay hỏi đáp Đề án 06, ngày 24/11/2026</title>" in text
    assert "https://tro-ly.example/" in text
    assert "<svg" in text


def test_the_handbook_without_a_link_has_no_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "handbook", *ON, "--out", str(tmp_path))
    (page,) = tmp_path.iterdir()
    assert "<svg" not in page.read_text(encoding="utf-8")


def test_the_handbook_of_a_day_without_answers_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "handbook", "--on", "1990-01-01", "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.startswith("dean06: không có đoạn nào có hiệu lực vào ngày 01/01/1990")
    assert not (tmp_path / "out").exists()


def test_without_a_browser_the_page_is_still_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["knowledge", "handbook", *ON, "--out", str(tmp_path / "out"), "--pdf"]) == 1
    assert "không thấy trình duyệt chromium" in capsys.readouterr().err
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".html"]


def test_a_link_that_is_no_address_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["knowledge", "handbook", "--link", "tro-ly"])
    assert stopped.value.code == 2
    assert "https://" in capsys.readouterr().err
