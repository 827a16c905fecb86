"""The one error of this package that a person can cause and mend."""


class EncoderError(RuntimeError):
    """The encoder cannot be built or loaded; the message says what was found, expected, and what to do."""
