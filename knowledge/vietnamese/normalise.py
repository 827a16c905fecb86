"""Repairs a message as citizens type it: keyboard leftovers, short forms, typos, missing accents, dialect."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.vietnamese.model_file import load as load_model
from knowledge.vietnamese.phrases import Piece, merge_early, replace_late
from knowledge.vietnamese.readings import BARE_TEXT, MIXED_TEXT, ReadingMaker
from knowledge.vietnamese.restore import Reading, Restorer, accent_share
from knowledge.vietnamese.syllable_model import SyllableModel
from knowledge.vietnamese.tokens import ends_sentence, tokenise
from knowledge.vietnamese.unicode import to_nfc

MODEL_FILE = Path("accents") / "counts.bin"
# Longer messages are refused by the channels; beyond this, text is only cleaned.
MAX_CHARS = 4_000

# Accents are restored only where they are missing: on clean text a restorer can only do harm.
GATE_ACCENT_SHARE, GATE_UNKNOWN_SHARE = 0.55, 0.15
# Below this share of accented words, the few accents are taken for chance.
ALMOST_BARE = 0.1
# A guess about a typo must be this much likelier (nats) than the next one.
SPELLING_MARGIN = 2.0

_YEARS_OLD = re.compile(r"\d{1,3}t", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """One thing that was changed.

    :param what: ``accents``, ``teencode``, ``abbreviation``, ``dialect``, ``keyboard``, ``spelling``,
        ``split``, ``repeat``, ``name`` or ``tone``.
    :param before: As typed.
    :param after: As it reads now.
    """

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Normalised:
    """A message before and after repair.

    :param original: The message in clean NFC, nothing else changed.
    :param text: The repaired message.
    :param changes: What was changed, in order; neighbours of one kind are joined.
    """

    original: str
    text: str
    changes: tuple[Change, ...]


class Normaliser:
    """Repairs messages. Keeps no state of a message; safe to share between threads."""

    def __init__(self, model: SyllableModel) -> None:
        self._model = model
        self._restorer = Restorer(model)
        self._maker = ReadingMaker(self._restorer)

    @classmethod
    def load(cls, models_dir: Path) -> "Normaliser":
        """Load with the trained counts.

        :param models_dir: The folder that holds ``accents/counts.bin``.
        :raises FileNotFoundError: The counts are not there.
        :raises ValueError: They are damaged.
        """
        path = models_dir / MODEL_FILE
        if not path.is_file():
            raise FileNotFoundError(
                f"No accent restorer at {path}: expected the file that is committed under "
                "models/accents; restore it, or train it with knowledge/vietnamese/train_restorer.py."
            )
        return cls(load_model(path))

    def normalise(self, text: str) -> Normalised:
        """Repair one message.

        :param text: Any string.
        :return: The message before and after, with the list of changes. Numbers, law numbers, codes,
            addresses, masks and names of apps are the same in both.
        """
        original = to_nfc(text).strip()
        head, tail = original[:MAX_CHARS], original[MAX_CHARS:]
        pieces = merge_early([Piece(token.text, token.text, token.kind) for token in tokenise(head)])
        self._read(pieces)
        replace_late(pieces)
        repaired = "".join(piece.text for piece in pieces) + tail
        return Normalised(original, repaired, _changes(pieces))

    def _read(self, pieces: list[Piece]) -> None:
        """Choose a reading for every word and write it into the pieces."""
        self._maker.prepare(pieces)
        mode = self._gate(pieces)
        columns: list[Sequence[Reading]] = []
        owners: list[Piece | None] = []
        for piece in pieces:
            if piece.kind == "gap":
                if ends_sentence(piece.text):
                    columns.append(self._restorer.boundary)
                    owners.append(None)
            elif piece.kind == "fixed":
                if _YEARS_OLD.fullmatch(piece.text):
                    piece.text, piece.what = f"{piece.text[:-1]} tuổi", "teencode"
                columns.append(self._restorer.number)
                owners.append(None)
            else:
                columns.append(self._maker.readings(piece, mode))
                owners.append(piece)
        path = self._restorer.best_path(columns)
        for index, owner in enumerate(owners):
            if owner is not None:
                owner.read_as(self._sure(columns, path, index))

    def _gate(self, pieces: list[Piece]) -> float | None:
        """Decide whether accents are missing: the cost of leaving a word bare, or None to restore nothing."""
        words = [piece.word for piece in pieces if piece.kind == "word" and not piece.settled]
        unknown = [word for word in words if not self._maker.is_known(word)]
        share = accent_share(words)
        if share >= GATE_ACCENT_SHARE and len(unknown) <= GATE_UNKNOWN_SHARE * len(words):
            return None
        if share < ALMOST_BARE:
            return BARE_TEXT
        # Somebody who types accents may happen to use words that have none. Only words that exist in no
        # accentless form show that accents were left out.
        stripped = any(word in self._model.by_key for word in unknown)
        return MIXED_TEXT if stripped else None

    def _sure(self, columns: list[Sequence[Reading]], path: list[Reading], at: int) -> Reading:
        """Take back a spelling guess that its neighbours do not support or that has a near rival."""
        chosen = path[at]
        if chosen.kind != "spelling":
            return chosen
        left = path[at - 1].last if at else self._restorer.boundary[0].last
        right = path[at + 1].first if at + 1 < len(path) else self._restorer.boundary[0].first

        def fit(reading: Reading) -> float:
            probability = self._model.log_probability
            return probability(left, reading.first) + probability(reading.last, right) - reading.cost

        seen = chosen.first in self._model.row(left) or right in self._model.row(chosen.last)
        rivals = [fit(other) for other in columns[at] if other.kind == "spelling" and other != chosen]
        if seen and fit(chosen) - max(rivals, default=-1e9) >= SPELLING_MARGIN:
            return chosen
        return next((other for other in columns[at] if not other.kind), chosen)


def _changes(pieces: list[Piece]) -> tuple[Change, ...]:
    """Collect changes, joining neighbours of one kind."""
    changes: list[Change] = []
    gap: str | None = None
    for piece in pieces:
        if piece.text == piece.before:
            gap = piece.text if piece.kind == "gap" and changes and gap is None else "\n"
            continue
        last = changes[-1] if changes else None
        if last is not None and last.what == piece.what and gap == " ":
            changes[-1] = Change(last.what, f"{last.before} {piece.before}", f"{last.after} {piece.text}")
        else:
            changes.append(Change(piece.what, piece.before, piece.text))
        gap = None
    return tuple(changes)
