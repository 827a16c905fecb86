"""Repairs a message as citizens type it: keyboard leftovers, short forms, typos, missing accents, dialect."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.vietnamese.changes import Change, collected
from knowledge.vietnamese.confusions import Confusions
from knowledge.vietnamese.doubt import Doubter
from knowledge.vietnamese.model_file import load as load_model
from knowledge.vietnamese.phrases import Piece, merge_early, replace_late
from knowledge.vietnamese.readings import BARE_TEXT, ReadingMaker
from knowledge.vietnamese.restore import Reading, Restorer
from knowledge.vietnamese.syllable_model import SyllableModel
from knowledge.vietnamese.tokens import ends_sentence, tokenise
from knowledge.vietnamese.unicode import to_nfc

__all__ = ["MODEL_FILE", "Change", "Normalised", "Normaliser"]

MODEL_FILE = Path("accents") / "counts.bin"
# Longer messages are refused by the channels; beyond this, text is only cleaned.
MAX_CHARS = 4_000

# Below this share of accented words, the few accents are taken for chance.
ALMOST_BARE = 0.1
# So may a stripped word be, as foreign words look like some.
CHANCE_SHARE = 0.08
# Of the syllables of a Vietnamese text, seven in ten carry an accent; where so few do, the others were stripped.
USUAL_ACCENTED, FEW_ACCENTED, FEWEST_SYLLABLES = 0.7, 0.35, 5
# Steps in which the cost of leaving a word bare is counted, so that few sets of readings are kept.
_GATE_STEPS = 2
# A guess about a typo must be this much likelier (nats) than the next one.
SPELLING_MARGIN = 0.3

_YEARS_OLD = re.compile(r"\d{1,3}t", re.IGNORECASE)


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
        self._doubter = Doubter(model, Confusions(model, self._maker.speller))

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
        self._maker.prepare(pieces)
        mode = self._gate(pieces)
        pieces = self._maker.cut_stuck(pieces, mode)
        self._read(pieces, mode)
        replace_late(pieces)
        self._doubter.reconsider(pieces, bare=mode == BARE_TEXT)
        repaired = "".join(piece.text for piece in pieces) + tail
        return Normalised(original, repaired, collected(pieces))

    def _read(self, pieces: list[Piece], mode: float | None) -> None:
        """Choose a reading for every word and write it into the pieces."""
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
        """Decide whether accents are missing: the cost of leaving a word bare, or None to restore nothing.

        Accents are restored only where they are missing: on clean text a restorer can only do harm. Somebody
        who types accents may happen to use words that have none; words that exist in no accentless form show
        that accents were left out, and how often. With ``p`` the share of words stripped, an accented syllable
        explains a bare word with probability ``p``, a bare one with 1: it costs ``log p``, a gain.
        """
        words = [piece for piece in pieces if piece.kind == "word" and not (piece.settled and piece.what != "keyboard")]
        # Keys that never became accents are accents all the same.
        accented = sum(not piece.word.isascii() or piece.what == "keyboard" for piece in words)
        if accented < ALMOST_BARE * len(words):
            return BARE_TEXT
        around = ["", *(piece.word for piece in words), ""]
        stripped: float = sum(
            piece.what != "keyboard" and self._maker.is_stripped(piece, around[at], around[at + 2])
            for at, piece in enumerate(words)
        )
        syllables = sum(self._maker.is_vietnamese(piece.word) for piece in words)
        if accented < FEW_ACCENTED * syllables and syllables >= FEWEST_SYLLABLES:
            stripped = max(stripped, USUAL_ACCENTED * syllables - accented)
        if stripped <= CHANCE_SHARE * len(words):
            return None
        gain = math.log((stripped + 0.5) / (stripped + accented + 1))
        return round(gain * _GATE_STEPS) / _GATE_STEPS

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
