"""`python3 -m bot.setup`: from a fresh clone to environments, models and a trained Rasa; safe to repeat."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from bot.settings import ROOT, Settings, SettingsError, load_settings
from bot.setup import browser
from bot.setup.built import Built, all_built, mend_committed
from bot.setup.children import Children
from bot.setup.environments import Environment, environments
from bot.setup.exclusive import exclusive
from bot.setup.problem import SetupError
from bot.setup.progress import Progress, say
from bot.setup.pythons import APP_VERSION, RASA_VERSION, fetch_python, find_python

STOPPED = 130
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Work:
    """What is to be made in one set-up."""

    app: Environment
    rasa: Environment
    built: tuple[Built, Built, Built]
    dev: bool

    def reasons(self) -> list[str]:
        """Say what is not as it should be."""
        found = [reason for environment in (self.app, self.rasa) if (reason := environment.unfinished())]
        found += [f"{built.title}: {reason}" for built in self.built if (reason := built.unfinished())]
        return found + ([f"thiếu {', '.join(browser.missing())}"] if self.dev and browser.missing() else [])


class Run:
    """One set-up: the app's line and Rasa's line of steps, side by side on two cores."""

    def __init__(self, work: Work, settings: Settings, children: Children) -> None:
        self._work = work
        self._settings = settings
        self._children = children
        self._progress = Progress(7)

    @property
    def seconds(self) -> int:
        """Since the start."""
        return self._progress.seconds

    def everything(self) -> None:
        """Make what is not complete.

        :raises SetupError: for the first step that fails; the others are stopped.
        """
        try:
            pythons = self._pythons()
            with ThreadPoolExecutor(3) as threads:
                app = threads.submit(self._environment, 2, self._work.app, pythons)
                rasa = threads.submit(self._rasa_line, pythons, app)
                lines = [app, rasa, threads.submit(self._app_line, app)]
                try:
                    _first_problem(lines)
                except BaseException:
                    self._children.stop()  # before the pool waits for its threads
                    raise
        finally:
            self._children.stop()

    def _pythons(self) -> dict[str, Path]:
        """Find the Pythons that environments are to be made from."""
        found: dict[str, Path] = {}
        if not self._work.app.unfinished() and not self._work.rasa.unfinished():
            return found
        with self._progress.step(1, f"Tìm Python {APP_VERSION} và {RASA_VERSION}", lambda: "đang tìm"):
            found[APP_VERSION] = find_python(APP_VERSION, os.environ)
            if self._work.rasa.unfinished():
                found[RASA_VERSION] = self._rasa_python(found[APP_VERSION])
        return found

    def _rasa_python(self, runner: Path) -> Path:
        named = self._settings.rasa_python
        try:
            return find_python(RASA_VERSION, os.environ, named)
        except SetupError as problem:
            if named:
                raise
            say(f"Không thấy Python {RASA_VERSION}; thử tải bằng uv …")
            try:
                return fetch_python(RASA_VERSION, runner, os.environ, self._children)
            except SetupError as second:
                reason = str(second).splitlines()[-1].strip()  # of uv's or pip's own words, the cause
                raise SetupError(f"{problem}. Tải bằng uv cũng không được ({reason})") from second

    def _app_line(self, app: Future[None]) -> None:
        app.result()
        encoder, index, _ = self._work.built
        self._build(4, encoder)
        self._build(5, index)
        if self._work.dev and browser.missing():
            with self._progress.step(7, "Chromium để kiểm tra trang web", lambda: "đang cài"):
                sentence = browser.install(self._work.app.folder / "browser.log", self._children)
            if sentence:
                say(sentence)

    def _rasa_line(self, pythons: dict[str, Path], app: Future[None]) -> None:
        self._environment(3, self._work.rasa, pythons)
        app.result()
        self._build(6, self._work.built[2])

    def _environment(self, number: int, environment: Environment, pythons: dict[str, Path]) -> None:
        if environment.unfinished():
            title = f"Môi trường {environment.folder.name} (Python {environment.version})"
            with self._progress.step(number, title, environment.status):
                environment.make(pythons[environment.version], self._children)

    def _build(self, number: int, built: Built) -> None:
        if built.unfinished():
            with self._progress.step(number, built.title, built.status):
                built.make(ROOT, self._children)


def _first_problem(lines: Sequence[Future[None]]) -> None:
    done, _ = wait(lines, return_when=FIRST_EXCEPTION)
    for line in done:
        line.result()


def set_up(dev: bool) -> None:
    """Bring the working copy to where it can run.

    :param dev: whether to install what the tests need as well.
    :raises SetupError, SettingsError: with one sentence for the person at the terminal.
    """
    settings = load_settings()
    if settings.rasa_python:  # a wrong value is an error even where nothing is to be made from it
        find_python(RASA_VERSION, os.environ, settings.rasa_python)
    with exclusive(HERE, lambda: say("Một lần cài đặt khác đang chạy; chờ nó xong …")) as held:
        for name in mend_committed(ROOT / "models"):
            say(f"Đã lấy lại models/{name} từ git vì tệp bị hỏng.")
        app, rasa = environments(ROOT, dev)
        work = Work(app, rasa, all_built(ROOT, app.python, settings.encoder, settings.day.isoformat()), dev)
        reasons = work.reasons()
        if not reasons:
            say("Đã cài đặt đầy đủ.")
            return
        say("Cài đặt vì: " + "; ".join(reasons) + ".")
        run = Run(work, settings, Children((held,)))
        run.everything()
        say(f"Đã cài đặt xong sau {run.seconds} giây.")


def main() -> int:
    """Set up; the exit status is 0, 1 for a problem, 130 when stopped."""
    parser = argparse.ArgumentParser(prog="make setup", description=(__doc__ or "").strip())
    parser.add_argument("--dev", action="store_true", help="cài cả những gì kiểm thử cần")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        set_up(options.dev)
    except (SetupError, SettingsError) as problem:
        sys.stderr.write(f"Lỗi cài đặt: {problem}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Đã dừng giữa chừng; chạy lại `make setup` để làm tiếp.\n")
        return STOPPED
    return 0


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
