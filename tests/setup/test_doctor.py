"""The doctor names what is wrong, what was expected and what to do."""

import json
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT, Settings, load_settings
from bot.setup import checks, doctor
from bot.setup.ports import port_holder
from knowledge.encoder.manifest import write_manifest


@pytest.fixture
def taken() -> Iterator[Settings]:
    """Settings whose port this very process listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield load_settings({"DEAN06_PORT": str(server.getsockname()[1])}, Path("/nowhere"))


def test_a_taken_port_names_its_holder(taken: Settings, tmp_path: Path) -> None:
    assert f"(pid {os.getpid()})" in str(port_holder(taken.host, taken.port))
    check = checks.check_port(taken, tmp_path)
    assert not check.good
    line = doctor.render(check)
    assert f"127.0.0.1:{taken.port}" in line
    assert f"(pid {os.getpid()})" in line
    assert "DEAN06_PORT" in line


def test_a_holder_on_all_addresses_is_found_too() -> None:
    with socket.create_server(("0.0.0.0", 0)) as server:
        assert f"(pid {os.getpid()})" in str(port_holder("127.0.0.1", server.getsockname()[1]))


def test_a_free_port_is_free(taken: Settings, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert port_holder("127.0.0.1", port) is None
    assert checks.check_port(load_settings({"DEAN06_PORT": str(port)}, Path("/nowhere")), tmp_path).good


def test_an_address_of_another_machine_is_no_taken_port(tmp_path: Path) -> None:
    settings = load_settings({"DEAN06_HOST": "192.0.2.1"}, Path("/nowhere"))
    assert port_holder("192.0.2.1", 8006) is None
    check = checks.check_port(settings, tmp_path)
    assert not check.good
    assert "DEAN06_HOST" in check.remedy


def test_a_truncated_built_encoder_is_named_with_both_sizes(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"w" * 1000)
    write_manifest(tmp_path, ["weights"])
    assert checks.check_expanded(tmp_path).good
    (tmp_path / "weights").write_bytes(b"w" * 10)
    check = checks.check_expanded(tmp_path)
    assert not check.good
    assert "10 bytes, expected 1000" in check.found
    assert "make setup" in check.remedy


def test_a_changed_byte_of_a_committed_file_is_found_by_its_hash(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "models" / "accents", tmp_path / "accents")
    (tmp_path / "encoder").mkdir()
    (tmp_path / "encoder" / "weights").write_bytes(b"w" * 1000)
    write_manifest(tmp_path / "encoder", ["weights"])
    assert checks.check_committed(tmp_path).good
    (tmp_path / "encoder" / "weights").write_bytes(b"v" + b"w" * 999)
    check = checks.check_committed(tmp_path)
    assert "sha256" in check.found
    assert "git checkout" in check.remedy


def test_a_data_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    assert checks.check_data(tmp_path / "var").good
    (tmp_path / "file").write_text("")
    check = checks.check_data(tmp_path / "file" / "var")
    assert not check.good
    assert "DEAN06_DATA_DIR" in check.remedy


def test_too_little_space(tmp_path: Path) -> None:
    assert checks.check_disk(tmp_path, 0).good
    assert not checks.check_disk(tmp_path, 1 << 30).good


def test_no_python_is_a_failed_check(tmp_path: Path) -> None:
    check = checks.check_python("3.10", {}, str(tmp_path / "python3.10"))
    assert not check.good
    assert "DEAN06_RASA_PYTHON" in check.found


def test_a_wrong_setting_fails_the_doctor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEAN06_RASA_WORKERS", "many")
    assert doctor.main([]) == 1
    line = capsys.readouterr().out
    assert line.startswith("✗ Thiết lập: thấy DEAN06_RASA_WORKERS: found 'many'")


def test_the_installation_that_runs_these_tests_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    status = doctor.main(["--json"])
    report = json.loads(capsys.readouterr().out)
    wrong = [check for check in report["checks"] if not check["good"] and check["name"] != "Cổng"]
    assert wrong == []
    assert report["good"] == (status == 0)
    assert {f"Môi trường {name}" for name in (".venv", ".venv-rasa")} <= {c["name"] for c in report["checks"]}
    assert ROOT.exists()
