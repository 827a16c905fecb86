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
from knowledge.vietnamese.model_file import load as load_counts
from knowledge.vietnamese.normalise import MODEL_FILE

RASA_MODEL = "model.tar.gz"
_READ = 1 << 20
_SHOWN = 60


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
        said = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        return lines[-1][-_SHOWN:] if lines else "đang nạp"

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


def mend_committed(models: Path) -> list[str]:
    """Bring committed model files back that are missing or damaged.

    :param models: the folder `models/`.
    :returns: the files that were brought back, relative to the folder.
    :raises SetupError: if git cannot bring them back.
    """
    broken = damage(models)
    git = shutil.which("git")
    if broken and git:
        subprocess.run([git, "checkout", "--", *broken], cwd=models, capture_output=True, check=False)
    for name, what in damage(models).items():
        raise SetupError(
            f"models/{name}: {what}; lấy lại bằng `git checkout -- models/{name}` hay từ một bản sao mới, "
            "rồi chạy lại `make setup`"
        )
    return list(broken)


def damage(models: Path) -> dict[str, str]:
    """Look at the committed model files: the encoder's sizes, and the accent counts, read whole.

    :returns: file to what was found and what was expected.
    """
    found: dict[str, str] = {}
    manifest = models / "encoder" / "manifest.json"
    try:
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError) as error:
        found["encoder/manifest.json"] = f"thấy {type(error).__name__}, cần danh sách tệp của bộ mã hóa"
        files = {}
    for name, entry in files.items():
        size = _size(manifest.parent / name)
        if size != entry["bytes"]:
            found[f"encoder/{name}"] = f"thấy {size} byte, cần {entry['bytes']}"
    try:
        load_counts(models / MODEL_FILE)
    except (OSError, ValueError, LookupError) as error:  # whatever a cut file makes of its reader
        found[str(MODEL_FILE)] = f"thấy {error}, cần tệp nguyên vẹn"
    return found


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
    manifest, accents = models / "encoder" / "manifest.json", models / MODEL_FILE
    return (
        Built(
            "Bộ mã hóa câu",
            models / "encoder" / "built",
            (str(python), "-m", "knowledge.encoder.expand"),
            (manifest, knowledge / "encoder"),
        ),
        Built(
            "Chỉ mục tìm kiếm",
            models / "index" / "built",
            (command, "index"),
            (knowledge, manifest, accents),
            encoder or "",
        ),
        Built(
            "Rasa học câu hỏi",
            models / "rasa" / "built",
            (command, "train"),
            (knowledge, accents, root / "bot" / "dialogue"),
            day,
        ),
    )
