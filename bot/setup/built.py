"""What is built from committed files: the encoder, the index, the Rasa model; and whether it is current.

The commands that build (`dean06 index`, `dean06 train`) check by themselves and do nothing where nothing
has changed, but they load their libraries first. The stamps here answer the same question in milliseconds.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.setup.children import Children
from bot.setup.problem import SetupError
from bot.setup.stamp import NAME, read_stamp, write_stamp

RASA_MODEL = "model.tar.gz"
_READ = 1 << 20


@dataclass(frozen=True)
class Built:
    """One folder that a command builds."""

    title: str
    folder: Path
    command: tuple[str, ...]
    inputs: tuple[Path, ...]
    """Files and folders that it is made from."""
    setting: str = ""
    """A setting that it depends on."""

    @property
    def log(self) -> Path:
        """What the command said; beside the interpreter's own log."""
        return Path(self.command[0]).parent.parent / f"{self.folder.parent.name}.log"

    def unfinished(self) -> str | None:
        """Say why it must be built; None where it is current."""
        stamp = read_stamp(self.folder)
        if not stamp:
            return "chưa dựng xong"
        if stamp.get("outputs") != _sizes(self.folder):
            return "tệp đã dựng bị thiếu, thừa hoặc sai kích thước"
        if stamp.get("inputs") != self._digest():
            return "nguồn đã thay đổi"
        return None

    def make(self, root: Path, children: Children) -> None:
        """Build it.

        :raises SetupError: if the command fails or leaves nothing.
        """
        if damaged_archive(self.folder / RASA_MODEL):
            shutil.rmtree(self.folder)
        digest = self._digest()  # before: a file changed while the command runs must not pass for built in
        self.log.unlink(missing_ok=True)
        children.run(self.command, self.log, self.title, root, {"PYTHONUNBUFFERED": "1"})
        if not self.folder.is_dir():
            raise SetupError(f"{self.title}: không thấy {self.folder}, cần có sau khi dựng; xem {self.log}")
        write_stamp(self.folder, {"inputs": digest, "outputs": _sizes(self.folder)})

    def status(self) -> str:
        """Return the last line that the command printed."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").split() if self.log.exists() else []
        return " ".join(lines[-8:]) or "đang nạp"

    def _digest(self) -> str:
        total = hashlib.sha256(self.setting.encode())
        for path in sorted(_files(self.inputs)):
            total.update(path.name.encode())
            total.update(path.read_bytes())
        return total.hexdigest()


def damaged_archive(path: Path) -> bool:
    """Tell whether a gzip file exists and cannot be read to its end."""
    if not path.exists():
        return False
    try:
        with gzip.open(path) as archive:
            while archive.read(_READ):
                pass
    except (OSError, EOFError, zlib.error):
        return True
    return False


def mend_committed(folder: Path) -> list[str]:
    """Bring committed model files back that differ in size from their manifest.

    :param folder: a folder with a committed `manifest.json`.
    :returns: names of the files that were brought back.
    :raises SetupError: if git cannot bring them back.
    """
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return []
    files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    broken = [name for name, entry in files.items() if _size(folder / name) != entry["bytes"]]
    if not broken:
        return []
    git = shutil.which("git")
    if git:
        subprocess.run([git, "checkout", "--", *broken], cwd=folder, capture_output=True, check=False)
    for name in broken:
        size = _size(folder / name)
        if size != files[name]["bytes"]:
            raise SetupError(
                f"{folder / name}: thấy {size} byte, cần {files[name]['bytes']}; "
                f"lấy lại bằng `git checkout -- models/{folder.name}/{name}` hay từ một bản sao mới, "
                "rồi chạy lại `make setup`"
            )
    return broken


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _sizes(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(NAME)
    }


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc")
        elif path.is_file():
            yield path


def all_built(root: Path, python: Path, encoder: str | None, day: str) -> tuple[Built, Built, Built]:
    """Return encoder, index and Rasa model.

    :param root: the project's folder.
    :param python: the app's interpreter.
    :param encoder: another encoder that the settings name.
    :param day: the day that answers hold for; Rasa learns the wordings of the passages in force on it.
    """
    models, knowledge = root / "models", root / "knowledge"
    command = str(python.parent / "dean06")
    passages = (knowledge / "passages", knowledge / "topics.yml")
    code = [knowledge / name for name in ("encoder", "index", "passage.py", "reading.py")]
    own = models / "encoder"
    return (
        Built(
            "Bộ mã hóa câu",
            own / "built",
            (str(python), "-m", "knowledge.encoder.expand"),
            (own / "manifest.json", knowledge / "encoder"),
        ),
        Built(
            "Chỉ mục tìm kiếm",
            models / "index" / "built",
            (command, "index"),
            (*passages, own / "manifest.json", *code),
            encoder or "",
        ),
        Built(
            "Rasa học câu hỏi",
            models / "rasa" / "built",
            (command, "train"),
            (*passages, root / "bot" / "dialogue", knowledge / "reading.py"),
            day,
        ),
    )
