"""An environment that is not complete is noticed and mended: real venv, real pip, a wheel made here."""

import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.setup.children import Children
from bot.setup.environments import Environment
from bot.setup.problem import SetupError

LOCK = "demo==1.0\nother==1.0\n"
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def wheel(folder: Path, name: str, version: str) -> None:
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            archive.writestr(path, text)


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory):
    """Make one environment; every test breaks it in its own way and mends it."""
    folder = tmp_path_factory.mktemp("project")
    for name, version in (("demo", "1.0"), ("demo", "2.0"), ("other", "1.0")):
        wheel(folder, name, version)
    (folder / "lock.txt").write_text(LOCK)
    environment = Environment(folder / ".venv", VERSION, (folder / "lock.txt",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", str(folder))
        environment.make(Path(sys.executable), Children())
        assert environment.unfinished() is None
        yield environment


def package_gone(environment: Environment) -> None:
    shutil.rmtree(environment.site_packages / "demo-1.0.dist-info")


def stray(environment: Environment) -> None:
    odd = environment.site_packages / "odd-3.dist-info"
    odd.mkdir()
    (odd / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 3\n")
    (odd / "RECORD").write_text("odd-3.dist-info/METADATA,,\nodd-3.dist-info/RECORD,,\n")


@pytest.mark.parametrize(("harm", "noticed"), [(package_gone, "thiếu demo==1.0"), (stray, "thừa odd")])
def test_harm_is_noticed_and_mended(complete: Environment, harm: Callable[[Environment], None], noticed: str) -> None:
    harm(complete)
    assert noticed in (complete.unfinished() or "complete")
    complete.make(Path(sys.executable), Children())
    assert complete.unfinished() is None


def test_a_changed_lock_is_noticed_and_followed(complete: Environment) -> None:
    complete.locks[0].write_text("demo==2.0\n")
    assert "lock.txt" in (complete.unfinished() or "complete")
    complete.make(Path(sys.executable), Children())
    assert complete.unfinished() is None
    assert (complete.site_packages / "demo.py").read_text() == "VERSION = '2.0'\n"
    assert not (complete.site_packages / "other.py").exists()
    complete.locks[0].write_text(LOCK)
    complete.make(Path(sys.executable), Children())


def test_a_failed_pip_says_why_and_the_half_done_environment_is_made_anew(complete: Environment) -> None:
    complete.locks[0].write_text("nowhere==1.0\n")
    with pytest.raises(SetupError, match="nowhere==1.0") as failure:
        complete.make(Path(sys.executable), Children())
    assert "make setup" in str(failure.value)
    complete.locks[0].write_text(LOCK)
    leftover = complete.site_packages / "half-written.py"
    leftover.write_text("")
    assert "dở dang" in (complete.unfinished() or "complete")
    complete.make(Path(sys.executable), Children())
    assert complete.unfinished() is None
    assert not leftover.exists()


def test_a_set_up_that_was_stopped_starts_nothing_more_and_leaves_no_stamp(complete: Environment) -> None:
    children = Children()
    children.stop()
    stamp = (complete.folder / "setup.json").read_text()
    with pytest.raises(SetupError, match="make setup"):
        complete.make(Path(sys.executable), children)
    assert "dở dang" in (complete.unfinished() or "complete")
    (complete.folder / "setup.json").write_text(stamp)


def test_a_missing_folder_or_python_is_noticed(complete: Environment, tmp_path: Path) -> None:
    absent = Environment(tmp_path / ".venv", VERSION, complete.locks)
    assert absent.unfinished() == "chưa có .venv"
    target = complete.python.readlink()
    complete.python.unlink()
    assert "không có Python" in (complete.unfinished() or "complete")
    complete.python.symlink_to(target)
    assert complete.unfinished() is None


def test_a_moved_environment_is_noticed(complete: Environment, tmp_path: Path) -> None:
    moved = Environment(tmp_path / ".venv", VERSION, complete.locks)
    shutil.copytree(complete.folder, moved.folder, symlinks=True)
    assert "chuyển chỗ" in (moved.unfinished() or "complete")


def test_an_environment_behind_a_link_is_left_alone(complete: Environment, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "precious").write_text("keep")
    ours = Environment(tmp_path / ".venv", VERSION, complete.locks)
    ours.folder.symlink_to(theirs)
    ours.make(Path(sys.executable), Children())
    assert [path.name for path in theirs.iterdir()] == ["precious"]
    assert ours.unfinished() is None
