"""The two environments: complete, or made so.

An environment is complete when its stamp names the locks as they are now and every package of them is
there. Without a stamp (a set-up killed half-way) it is made anew; with the stamp of another lock it is
brought to the new one; in both cases the stamp goes first and comes back last.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.setup import locks
from bot.setup.children import Children
from bot.setup.problem import SetupError
from bot.setup.pythons import APP_VERSION, RASA_VERSION
from bot.setup.stamp import read_stamp, remove_stamp, write_stamp

BUILDERS = ("setuptools", "wheel")
"""What builds packages that come as source; they go first, so that no build fetches its own."""

PIP = ("-m", "pip", "--no-input", "--disable-pip-version-check")
INSTALL = ("install", "--no-deps", "--no-build-isolation")
"""The locks are complete, so that pip has nothing to work out; builds use the pinned builders."""


@dataclass(frozen=True)
class Environment:
    """One virtual environment and the locks that it follows."""

    folder: Path
    version: str
    locks: tuple[Path, ...]
    project: Path | None = None
    """Root of the project, where the environment holds the project itself."""

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def site_packages(self) -> Path:
        """Where its packages lie."""
        return self.folder / "lib" / f"python{self.version}" / "site-packages"

    @property
    def log(self) -> Path:
        """What pip said."""
        return self.folder / "setup.log"

    @property
    def command(self) -> Path:
        """The project's own command."""
        return self.folder / "bin" / "dean06"

    def unfinished(self) -> str | None:
        """Say why the environment is not complete; None where it is."""
        if not self.folder.is_dir():
            return f"chưa có {self.folder.name}"
        if not self.usable():
            return f"{self.folder.name} dở dang, không có Python hoặc đã bị chuyển chỗ"
        if read_stamp(self.folder).get("locks") != locks.digest(self.locks):
            return f"{self.folder.name} theo bản khóa khác với {', '.join(path.name for path in self.locks)}"
        if self.project and not self.command.exists():
            return f"thiếu {self.folder.name}/bin/dean06"
        difference = locks.compare(self.site_packages, self.locks)
        return f"{self.folder.name}: {difference}" if difference else None

    def usable(self) -> bool:
        """Tell whether it was once complete, here and with a Python that is still there."""
        return self.python.exists() and read_stamp(self.folder).get("folder") == str(self.folder)

    def has_dev(self) -> bool:
        """Tell whether what the tests need was installed as well."""
        return bool(read_stamp(self.folder).get("dev"))

    def make(self, python: Path, children: Children) -> None:
        """Complete the environment.

        :param python: the Python to make it from.
        :raises SetupError: if pip fails or leaves something else than the locks say.
        """
        if not self.usable():
            self._create(python, children)
        remove_stamp(self.folder)
        self._install(children)
        strays = locks.compare(self.site_packages, self.locks).strays
        if strays:
            self._pip(children, "uninstall", "--yes", *strays)
        if self.project:
            self._pip(children, *INSTALL, "--editable", str(self.project))
        difference = locks.compare(self.site_packages, self.locks)
        if difference:
            raise SetupError(f"{self.folder.name}: sau khi cài vẫn {difference}; cần đúng bản khóa; xem {self.log}")
        write_stamp(
            self.folder,
            {"locks": locks.digest(self.locks), "folder": str(self.folder), "dev": locks.DEV in self.locks},
        )

    def status(self) -> str:
        """Say how far the making is."""
        total = sum(len(locks.read_lock(path)) for path in self.locks)
        done = len(locks.installed(self.site_packages).keys() - locks.UNLOCKED)
        if done > 2 * len(BUILDERS):  # the builders that came with venv and the pinned ones
            return f"đã cài {done}/{total} gói"
        said = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return f"đã tải {said.count('Collecting ')}/{total} gói"

    def _create(self, python: Path, children: Children) -> None:
        if self.folder.is_symlink():  # somebody's own environment: leave it alone, make ours
            self.folder.unlink()
        remove_stamp(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        what = f"Tạo {self.folder.name} bằng {python}"
        children.run([python, "-m", "venv", self.folder], self.log, what, self.folder.parent)

    def _install(self, children: Children) -> None:
        pins = {name: version for path in self.locks for name, version in locks.read_lock(path).items()}
        builders = [f"{name}=={pins[name]}" for name in BUILDERS if name in pins]
        if builders:
            self._pip(children, *INSTALL, *builders)
        listed = [part for path in self.locks for part in ("--requirement", str(path))]
        self._pip(children, *INSTALL, "--no-compile", "--use-pep517", *listed)

    def _pip(self, children: Children, *arguments: str) -> None:
        what = f"{self.folder.name}: pip {arguments[0]}"
        children.run([self.python, *PIP, *arguments], self.log, what, self.folder.parent, _environ())


def _environ() -> Mapping[str, str]:
    """Return what pip gets on top: nobody's PYTHONPATH, no user site."""
    return {"PYTHONPATH": "", "PYTHONNOUSERSITE": "1"}


def environments(root: Path, dev: bool) -> Sequence[Environment]:
    """Return the app's and Rasa's environment.

    :param root: the project's folder.
    :param dev: whether what the tests need is wanted too; it stays where it was installed before.
    """
    app = Environment(root / ".venv", APP_VERSION, (locks.APP,), root)
    if dev or app.has_dev():
        app = Environment(app.folder, APP_VERSION, (locks.APP, locks.DEV), root)
    return app, Environment(root / ".venv-rasa", RASA_VERSION, (locks.RASA,))
