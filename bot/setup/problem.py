"""The one error of the set-up that a person can cause and mend."""

from __future__ import annotations


class SetupError(RuntimeError):
    """The set-up cannot go on; the message says what was found, what was expected and what to do."""
