"""`python -m bot.setup.lockcheck`: the locks hold what pyproject.toml asks for, environments hold the locks.

To renew the locks, change pyproject.toml, then in the project's folder::

    python3.11 -m venv /tmp/new && /tmp/new/bin/pip install -e . 'setuptools>=77,<81'
    /tmp/new/bin/pip freeze --all --exclude pip --exclude-editable            # app.txt
    /tmp/new/bin/pip install -e '.[dev]'
    /tmp/new/bin/pip freeze --all --exclude pip --exclude-editable            # what is new: dev.txt

Keep plain `name==version` lines: no local part (`torch==2.13.0+cpu` becomes `torch==2.13.0`, so that a
machine with a CPU wheel at hand takes that), no addresses, no paths. `rasa.txt` is the same with Python 3.10
and `pip install rasa==3.6.21 'setuptools<81'`; its libraries are frozen, it changes for security fixes only.
Then `make setup` brings the environments to the new locks, and this check must be silent.
Wheels for everything exist for Linux on x86-64, where the locks were made.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import tomllib
from packaging.requirements import Requirement

from bot.settings import ROOT
from bot.setup import locks
from bot.setup.environments import environments
from bot.setup.problem import SetupError
from bot.setup.progress import say


def check_requirements(pyproject: Path, app: Mapping[str, str], dev: Mapping[str, str]) -> Iterator[str]:
    """Compare what the project asks for with what is pinned.

    :param app: pins of `app.txt`, normalised name to version.
    :param dev: pins of `dev.txt`.
    :returns: one sentence for each requirement that is not pinned, or pinned to a version that it excludes.
    """
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    wanted = [(text, app, "app.txt") for text in project["dependencies"]]
    wanted += [(text, {**app, **dev}, "dev.txt") for text in project["optional-dependencies"]["dev"]]
    for text, pins, name in wanted:
        requirement = Requirement(text)
        pinned = pins.get(locks.normalise(requirement.name))
        if pinned is None:
            yield f"{name}: không thấy {requirement.name}, cần {text}; làm lại bản khóa"
        elif not requirement.specifier.contains(pinned, prereleases=True):
            yield f"{name}: thấy {requirement.name}=={pinned}, cần {text}; làm lại bản khóa"
    for twice in sorted(app.keys() & dev.keys()):
        yield f"dev.txt: thấy {twice}, đã có trong app.txt; cần mỗi gói ở một bản khóa; xóa dòng đó"


def check_environments(root: Path) -> Iterator[str]:
    """Compare both environments with the locks, and ask pip whether the locks are closed.

    :returns: one sentence for each difference.
    """
    for environment in environments(root, dev=True):
        reason = environment.unfinished()
        if reason:
            yield f"{reason}; cần đúng bản khóa; chạy `make test` hoặc `python3 -m bot.setup --dev`"
            continue
        asked = subprocess.run([environment.python, "-m", "pip", "check"], capture_output=True, text=True)
        if asked.returncode:
            yield f"{environment.folder.name}: {asked.stdout.strip()}; làm lại bản khóa"


def main() -> int:
    """Print what is wrong; 0 if nothing is."""
    try:
        app, dev, rasa = (locks.read_lock(path) for path in (locks.APP, locks.DEV, locks.RASA))
    except SetupError as error:
        say(str(error))
        return 1
    found = [*check_requirements(ROOT / "pyproject.toml", app, dev), *check_environments(ROOT)]
    for sentence in found:
        say(sentence)
    if not found:
        say(f"Bản khóa đúng: {len(app)} + {len(dev)} gói cho ứng dụng và kiểm thử, {len(rasa)} gói cho Rasa.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
