"""The frozen held-out part: checksums over its files, written once, checked before they are read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.evaluation.questions import QuestionsError

HELD_OUT = "held_out"
CHECKSUMS = f"{HELD_OUT}.sha256"
"""Lies beside the folder, in the format of `sha256sum`, so that `sha256sum -c` reads it too."""


class HeldOutError(QuestionsError):
    """The held-out part is not the one that was frozen."""


def freeze(folder: Path, again: bool = False) -> int:
    """Write the checksums of the held-out files.

    :param folder: holds the folder of the held-out part.
    :param again: replace checksums that are there: the questions then are other ones than those measured before.
    :returns: the number of files.
    :raises HeldOutError: without files, or where they are frozen already.
    """
    path = folder / CHECKSUMS
    found = _checksums(folder)
    if not found:
        raise HeldOutError(f"found no files in {folder.name}/{HELD_OUT}, expected held-out questions to freeze")
    if path.exists() and not again:
        raise HeldOutError(
            f"found {path.name}, expected none: the questions are frozen; --again replaces it, "
            "and figures read before no longer compare"
        )
    path.write_text("".join(f"{digest}  {name}\n" for name, digest in found.items()), encoding="utf-8")
    return len(found)


def verify(folder: Path) -> None:
    """Check that the held-out files are those that were frozen.

    :raises HeldOutError: naming the files that are missing, changed or new.
    """
    path = folder / CHECKSUMS
    if not path.is_file():
        raise HeldOutError(f"found no {path.name}, expected the frozen checksums: run `dean06 evaluate freeze`")
    lines = [line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines()]
    frozen = {name: digest for digest, name in lines}
    found = _checksums(folder)
    differing = sorted(name for name in {*frozen, *found} if frozen.get(name) != found.get(name))
    if differing:
        raise HeldOutError(
            f"{', '.join(differing)}: found another checksum than in {path.name}, expected the frozen files; "
            "take them back from git"
        )


def _checksums(folder: Path) -> dict[str, str]:
    files = sorted((folder / HELD_OUT).glob("*.jsonl"))
    return {f"{HELD_OUT}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
