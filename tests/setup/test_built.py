"""What is built is built once, again when its source changes, and mended when a file is damaged."""

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.setup.built import RASA_MODEL, Built, mend_committed
from bot.setup.children import Children
from bot.setup.problem import SetupError
from knowledge.encoder.manifest import write_manifest

BUILD = """
import gzip, pathlib
model = pathlib.Path("models/demo/built/model.tar.gz")
model.parent.mkdir(parents=True, exist_ok=True)
if not model.exists():  # like `dean06 train`: what is there counts as good
    model.write_bytes(gzip.compress(pathlib.Path("source.yml").read_bytes() * 1000))
"""


@pytest.fixture
def built(tmp_path: Path) -> Built:
    (tmp_path / "source.yml").write_text("câu hỏi: một\n")
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin" / "python"
    python.symlink_to(sys.executable)
    folder = tmp_path / "models" / "demo" / "built"
    demo = Built("Thử", folder, (str(python), "-c", BUILD), (tmp_path / "source.yml",), "2026-11-24")
    assert demo.unfinished() == "chưa dựng xong"
    demo.make(tmp_path, Children())
    assert demo.unfinished() is None
    return demo


def test_a_truncated_model_is_noticed_and_built_again(built: Built, tmp_path: Path) -> None:
    model = built.folder / RASA_MODEL
    whole = model.read_bytes()
    model.write_bytes(whole[:-20])
    assert "sai kích thước" in (built.unfinished() or "current")
    built.make(tmp_path, Children())
    assert gzip.decompress(model.read_bytes()) == gzip.decompress(whole)
    assert built.unfinished() is None


def test_a_changed_source_or_setting_is_noticed(built: Built, tmp_path: Path) -> None:
    next_day = Built(built.title, built.folder, built.command, built.inputs, "2026-11-25")
    assert next_day.unfinished() == "nguồn đã thay đổi"
    (tmp_path / "source.yml").write_text("câu hỏi: hai\n")
    assert built.unfinished() == "nguồn đã thay đổi"


def test_a_build_that_fails_ends_with_its_last_words(built: Built, tmp_path: Path) -> None:
    failing = Built("Thử", built.folder, (built.command[0], "-c", "raise SystemExit('đĩa đầy')"), built.inputs)
    with pytest.raises(SetupError, match="đĩa đầy"):
        failing.make(tmp_path, Children())


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "models" / "accents", tmp_path / "accents")
    encoder = tmp_path / "encoder"
    encoder.mkdir()
    (encoder / "weights").write_bytes(b"w" * 1000)
    write_manifest(encoder, ["weights"])
    return tmp_path


def test_damaged_committed_files_come_back_from_git(committed: Path) -> None:
    author = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "models"]):
        subprocess.run(["git", *arguments], cwd=committed, check=True)
    assert mend_committed(committed) == []
    whole = (committed / "accents" / "counts.bin").read_bytes()
    (committed / "encoder" / "weights").write_bytes(b"w" * 10)
    (committed / "accents" / "counts.bin").write_bytes(whole[:1000])
    assert mend_committed(committed) == ["encoder/weights", "accents/counts.bin"]
    assert (committed / "encoder" / "weights").stat().st_size == 1000
    assert (committed / "accents" / "counts.bin").read_bytes() == whole


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("encoder/weights", "models/encoder/weights: thấy 10 byte, cần 1000; lấy lại bằng"),
        ("encoder/manifest.json", "models/encoder/manifest.json: thấy"),
        ("accents/counts.bin", "models/accents/counts.bin: thấy"),
    ],
)
def test_a_truncated_committed_file_without_git_is_said_plainly(committed: Path, name: str, sentence: str) -> None:
    whole = (committed / name).read_bytes()
    (committed / name).write_bytes(whole[:10])
    with pytest.raises(SetupError, match=sentence) as failure:
        mend_committed(committed)
    assert "make setup" in str(failure.value)
