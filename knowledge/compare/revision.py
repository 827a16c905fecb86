"""The folder of a knowledge base by its path, or by a revision of git."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.schema import KnowledgeError

_MARK = "topics.yml"
"""The file by which a folder is known as a knowledge base."""
_FOLDER = "knowledge"


@contextmanager
def opened(name: str, repository: Path) -> Iterator[Path]:
    """Give the folder of a knowledge base for as long as it is read.

    :param name: a folder that holds a knowledge base or has one under `knowledge/`, or a revision of git.
    :param repository: the git repository that knows the revision.
    :raises KnowledgeError: where it is neither.
    """
    for folder in (Path(name), Path(name) / _FOLDER):
        if (folder / _MARK).is_file():
            yield folder
            return
    if Path(name).is_dir():
        raise KnowledgeError(f"thư mục {name!r} không có {_MARK}, cần thư mục của một kho kiến thức")
    commit = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise KnowledgeError(
            f"thấy {name!r}, cần thư mục của một kho kiến thức hoặc một phiên bản git như HEAD~5 hay v0.1.0"
        )
    packed = _git(repository, "archive", "--format=tar", commit.decode().strip(), _FOLDER)
    if packed is None:
        raise KnowledgeError(f"phiên bản git {name!r} không có thư mục {_FOLDER}/, cần một phiên bản có kho kiến thức")
    with tempfile.TemporaryDirectory() as unpacked:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(unpacked, filter="data")
        yield Path(unpacked) / _FOLDER


def _git(repository: Path, *arguments: str) -> bytes | None:
    """Run git; None where it fails or is not installed."""
    try:
        done = subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=False)  # noqa: S607
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None
