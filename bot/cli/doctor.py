"""`dean06 doctor`; the checks live with the set-up, where they run without any package."""

from bot.setup.doctor import main

__all__ = ["main"]
