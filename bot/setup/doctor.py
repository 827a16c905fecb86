"""`dean06 doctor`: the installation piece by piece; `python3 -m bot.setup.doctor` where it is half-done."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from bot.settings import ROOT, SettingsError, load_settings
from bot.setup import checks
from bot.setup.built import all_built
from bot.setup.checks import Check
from bot.setup.environments import environments
from bot.setup.ports import port_holder
from bot.setup.progress import say
from bot.setup.pythons import APP_VERSION, RASA_VERSION

__all__ = ["examine", "main", "port_holder", "render"]


def examine() -> Iterator[Check]:
    """Check one thing after the other."""
    expected = "mọi biến đọc được (.env.example liệt kê)"
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Check("Thiết lập", False, str(error), expected, "sửa biến đó trong .env hay môi trường")
        return
    yield Check("Thiết lập", True, "đọc được", expected)
    yield checks.check_python(APP_VERSION, os.environ)
    yield checks.check_python(RASA_VERSION, os.environ, settings.rasa_python)
    app, rasa = environments(ROOT, dev=False)
    installed = [checks.check_environment(app), checks.check_environment(rasa)]
    yield from installed
    encoder, index, model = all_built(ROOT, app.python, settings.encoder, settings.day.isoformat())
    yield checks.check_committed(ROOT / "models")
    yield checks.check_expanded(encoder.folder)
    yield checks.check_built(index)
    yield checks.check_built(model)
    yield checks.check_port(settings, ROOT)
    yield checks.check_data(settings.data_dir)
    yield checks.check_disk(ROOT, checks.TO_RUN if all(c.good for c in installed) else checks.TO_INSTALL)
    yield checks.describe_telegram(settings)


def render(check: Check) -> str:
    """Return a check as one line."""
    if check.good:
        return f"✓ {check.name}: {check.found}"
    return f"✗ {check.name}: thấy {check.found}; cần {check.expected}; {check.remedy}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the checks; 0 if all are good, else 1."""
    parser = argparse.ArgumentParser(prog="dean06 doctor", description="Kiểm tra từng phần của bản cài đặt.")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    options = parser.parse_args(argv)
    found = []
    for check in examine():
        found.append(check)
        if not options.json:
            say(render(check))
    good = all(check.good for check in found)
    if options.json:
        report = {"good": good, "checks": [asdict(check) for check in found]}
        say(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
