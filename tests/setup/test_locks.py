"""The locks: plain pins, all that pyproject.toml asks for, nothing of one machine."""

from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.setup import locks
from bot.setup.lockcheck import check_requirements
from bot.setup.problem import SetupError


def test_the_locks_hold_what_the_project_asks_for() -> None:
    app, dev = locks.read_lock(locks.APP), locks.read_lock(locks.DEV)
    assert list(check_requirements(ROOT / "pyproject.toml", app, dev)) == []


def test_rasa_is_pinned_with_a_setuptools_that_has_pkg_resources() -> None:
    rasa = locks.read_lock(locks.RASA)
    assert rasa["rasa"] == "3.6.21"
    assert int(rasa["setuptools"].split(".")[0]) < 81


@pytest.mark.parametrize(
    "line",
    ["torch", "torch>=2", "torch==2.13.0+cpu", "demo @ file:///tmp/demo", "--index-url x", "a==1\nA==2"],
)
def test_a_line_that_is_no_plain_pin_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "lock.txt").write_text(line)
    with pytest.raises(SetupError, match="lock.txt, dòng"):
        locks.read_lock(tmp_path / "lock.txt")


def test_what_is_not_pinned_or_pinned_outside_its_range_is_named(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text(
        '[project]\ndependencies = ["alpha>=2", "Beta_x==1.0"]\n[project.optional-dependencies]\ndev = ["gamma"]\n'
    )
    assert list(check_requirements(pyproject, {"alpha": "2.1", "beta-x": "1.0"}, {"gamma": "3"})) == []
    found = list(check_requirements(pyproject, {"alpha": "1.9"}, {"alpha": "1.9"}))
    assert [sentence.split(";")[0] for sentence in found] == [
        "app.txt: thấy alpha==1.9, cần alpha>=2",
        "app.txt: không thấy Beta_x, cần Beta_x==1.0",
        "dev.txt: không thấy gamma, cần gamma",
        "dev.txt: thấy alpha, đã có trong app.txt",
    ]


def test_the_machine_may_choose_its_own_build_of_a_version(tmp_path: Path) -> None:
    (tmp_path / "lock.txt").write_text("torch==2.13.0\nRuamel.yaml==1\n")
    for name in ("torch-2.13.0+cpu.dist-info", "ruamel_yaml-1.dist-info", "pip-26.3.dist-info"):
        (tmp_path / "site" / name).mkdir(parents=True)
    assert not locks.compare(tmp_path / "site", [tmp_path / "lock.txt"])
