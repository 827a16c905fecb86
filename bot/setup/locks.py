"""Lock files and what is really installed, compared by name and version; standard library only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.setup.problem import SetupError

FOLDER = Path(__file__).resolve().parent / "locks"
APP = FOLDER / "app.txt"
DEV = FOLDER / "dev.txt"
RASA = FOLDER / "rasa.txt"

UNLOCKED = frozenset({"pip", "hoidap-dean06"})
"""Installed without a pin: pip comes with the environment, the project is what the environment is for."""

_PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9][A-Za-z0-9.!]*)")
_METADATA = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+?)(-py[\d.]+)?\.(dist|egg)-info")


@dataclass(frozen=True)
class Difference:
    """How an environment differs from its locks."""

    missing: tuple[str, ...]
    """`name==version` that the locks want and that is not installed."""
    strays: tuple[str, ...]
    """Names of installed packages that no lock wants."""

    def __bool__(self) -> bool:
        return bool(self.missing or self.strays)

    def __str__(self) -> str:
        missing = [f"thiếu {', '.join(self.missing)}"] if self.missing else []
        strays = [f"thừa {', '.join(self.strays)}"] if self.strays else []
        return "; ".join(missing + strays)


def normalise(name: str) -> str:
    """Return a package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(path: Path) -> dict[str, str]:
    """Read a lock.

    :returns: normalised name to version.
    :raises SetupError: for a line that is no plain `name==version`, or a name that comes twice.
    """
    pins: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        pin = _PIN.fullmatch(line)
        if not pin or normalise(pin[1]) in pins:
            raise SetupError(
                f"{path.name}, dòng {number}: thấy {line!r}, cần tên==phiên_bản, mỗi tên một lần; "
                f"lấy lại tệp bằng `git checkout -- {path.parent.name}/{path.name}`"
            )
        pins[normalise(pin[1])] = pin[2]
    return pins


def digest(paths: Iterable[Path]) -> str:
    """Return one hash over the contents of lock files, in their order."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def installed(site_packages: Path) -> dict[str, str]:
    """List what is installed, read off the names of the metadata folders: two environments in 2 ms.

    :returns: normalised name to public version: a local part such as `+cpu` is the machine's own choice.
    """
    found: dict[str, str] = {}
    for entry in site_packages.iterdir() if site_packages.is_dir() else ():
        metadata = _METADATA.fullmatch(entry.name)
        if metadata:
            found[normalise(metadata["name"])] = metadata["version"].partition("+")[0]
    return found


def compare(site_packages: Path, locks: Iterable[Path]) -> Difference:
    """Compare an environment with its locks."""
    wanted: dict[str, str] = {}
    for path in locks:
        wanted.update(read_lock(path))
    found = installed(site_packages)
    return Difference(
        missing=tuple(f"{name}=={version}" for name, version in wanted.items() if found.get(name) != version),
        strays=tuple(sorted(name for name in found if name not in wanted and name not in UNLOCKED)),
    )
