"""Two set-ups at once: the second waits, and says so."""

import threading
from pathlib import Path

from bot.setup.exclusive import exclusive


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    waiting, order = threading.Event(), []

    def second() -> None:
        with exclusive(tmp_path, waiting.set):
            order.append("second")

    thread = threading.Thread(target=second)
    with exclusive(tmp_path, lambda: order.append("waited")):
        thread.start()
        assert waiting.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]
