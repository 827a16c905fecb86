"""`.env.example` lists every setting, and its values are the defaults."""

import re
from pathlib import Path

from bot import settings
from bot.settings import ROOT, load_settings

EXAMPLE = ROOT / ".env.example"
LINE = re.compile(r"^([A-Z0-9_]+)=(.*)$", re.MULTILINE)


def test_every_setting_is_listed_once() -> None:
    source = Path(settings.__file__).read_text(encoding="utf-8")
    known = set(re.findall(r'read\.\w+\(\s*"([A-Z0-9_]+)"', source))
    listed = [name for name, _ in LINE.findall(EXAMPLE.read_text(encoding="utf-8"))]
    assert len(listed) == len(set(listed))
    assert set(listed) == known


def test_every_setting_has_a_line_that_says_what_it_is() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for above, line in zip(lines, lines[1:], strict=False):
        if LINE.match(line):
            assert above.startswith("# "), line


def test_the_example_as_it_is_changes_nothing() -> None:
    assert load_settings({}, EXAMPLE) == load_settings({}, Path("/nowhere"))
