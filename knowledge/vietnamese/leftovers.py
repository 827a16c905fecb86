"""Finds in a message the words in which Telex or VNI keys were left standing, or keys held down."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from knowledge.vietnamese.keyboard import TELEX_TONES, decode_telex, decode_vni, squeeze
from knowledge.vietnamese.phrases import Piece
from knowledge.vietnamese.restore import accent_share
from knowledge.vietnamese.spelling import MIN_COUNT
from knowledge.vietnamese.syllable import split_tone
from knowledge.vietnamese.syllable_model import UNKNOWN, SyllableModel
from knowledge.vietnamese.unicode import strip_accents

# One tone key at most ("a12" is a number), and no accents of another making ("lô5").
_VNI = re.compile(r"[a-zđ]+(?=[0-9])(?!.*[0-5].*[0-5])[a-z1-9]+")
_KEY_INSIDE = re.compile(r"[0-9][a-z]")
# Words of one letter: ạ, ý, ô, ở, ừ. Others ("a1") are names of things; these too, where no other word has such keys.
_VNI_LETTERS = ("a5", "y1", "o6", "o73", "o37", "u72", "u27")
# A number behind one of these counts something: "muc2", "lop1", "quan5".
# fmt: off
_COUNTED = frozenset([
    "muc", "lop", "quan", "phuong", "hang", "mau", "buoc", "dieu", "khoan", "so", "to", "khu", "ct", "tk", "thang",
    "ngay", "nam", "cap", "loai", "lan", "phan", "kt", "the", "cach", "duoi", "tren", "nhom", "tang", "quy",
    "ca", "doi", "phong", "thu", "tuan", "dot", "chuong", "lo", "bai",
])
# fmt: on
# One VNI key at the end of a word is believed when a pair with the word beside it is as likely as this (nats).
_LIKELY_PAIR = -4.5
# Words that make sense as keys, before rare and foreign-looking ones are believed to be keys too.
_LEAST_VNI, _LEAST_TELEX = 2, 2
_ACCENTED = 0.5
# Words seen less often than this may come from the lexicon alone.
_SEEN = 10
# What a pair must be where the number may count something.
_SURE_PAIR = -2.0
# "coong" is a word, but so much rarer than "công" that it is rather keys.
_MUCH_RARER = 100


class Leftovers:
    """Undoes what input methods and held keys left in words."""

    def __init__(self, model: SyllableModel) -> None:
        self._model = model

    def settle_vni(self, pieces: Sequence[Piece]) -> None:
        """Turn tokens of letters and digits into words where the message shows that VNI keys went wrong in it.

        :param pieces: The pieces of a message; changed in place.
        """
        found = {
            at: decoded
            for at, piece in enumerate(pieces)
            if piece.kind == "fixed" and (decoded := self._vni(piece.text)) is not None
        }
        if all(pieces[at].text in _VNI_LETTERS for at in found) or not self._shows_vni(pieces, found):
            return
        for at, decoded in found.items():
            piece = pieces[at]
            piece.kind, piece.word, piece.what = "word", decoded, "keyboard"
            piece.meanings, piece.settled = self._meanings(decoded, least=_SEEN), True

    def _vni(self, text: str) -> str | None:
        if not _VNI.fullmatch(text):
            return None
        decoded = decode_vni(text)
        if decoded is None or (len(decoded) == 1 and text not in _VNI_LETTERS):
            return None
        return decoded if self._meanings(decoded, least=_SEEN) else None

    def _meanings(self, decoded: str, least: int) -> tuple[str, ...]:
        """What keys make, if it is seen as often as ``least``; then words for which some keys were forgotten."""
        toneless, tone = split_tone(decoded)
        others = self._frequent(strip_accents(decoded))
        fitting = tuple(word for word in others if word != decoded and _keeps(toneless, tone, *split_tone(word)))
        return (decoded, *fitting) if self._count(decoded) >= least else fitting

    def _frequent(self, key: str) -> list[str]:
        """Words with these plain letters that messages may be made of."""
        model = self._model
        return [model.words[index] for index in model.by_key.get(key, ()) if model.counts[index] >= MIN_COUNT]

    def _shows_vni(self, pieces: Sequence[Piece], found: dict[int, str]) -> bool:
        """Tell whether digits among the letters of a message are keys rather than numbers."""
        if any(_KEY_INSIDE.search(pieces[at].text) for at in found):
            return True
        likely = [at for at in found if strip_accents(found[at]) not in _COUNTED and len(found[at]) > 1]
        if likely and accent_share([piece.word for piece in pieces if piece.kind == "word"]) >= _ACCENTED:
            return True  # who types accents does not write words without them that are counted
        return len(likely) >= _LEAST_VNI or any(
            self._beside(pieces, at, decoded) >= (_LIKELY_PAIR if at in likely else _SURE_PAIR)
            for at, decoded in found.items()
        )

    def _beside(self, pieces: Sequence[Piece], at: int, decoded: str) -> float:
        """``log P2`` of a decoded word with a word beside it, whose accents may be missing; the likelier one."""
        model = self._model
        word = model.ids.get(decoded, UNKNOWN)
        if word == UNKNOWN:
            return -math.inf
        before = pieces[at - 2].word if at > 1 else ""
        after = pieces[at + 2].word if at + 2 < len(pieces) else ""
        pairs = [
            *(model.row(index).get(word, -math.inf) for index in self._accentings(before)),
            *(model.row(word).get(index, -math.inf) for index in self._accentings(after)),
        ]
        return max(pairs, default=-math.inf)

    def _accentings(self, word: str) -> Sequence[int]:
        """Ids of a word as it was typed, or of all it may be."""
        if word.isascii():
            return self._model.by_key.get(word, ())
        return [self._model.ids[word]] if word in self._model else []

    def shows_telex(self, words: Sequence[str]) -> bool:
        """Tell whether several words of a message make frequent syllables as Telex keys.

        :param words: Words that are no syllables.
        """
        found = 0
        for word in words:
            decoded = decode_telex(word)
            found += decoded is not None and self._count(decoded) >= MIN_COUNT
            if found >= _LEAST_TELEX:
                return True
        return False

    def rather_keys(self, word: str, *, sure: bool) -> bool:
        """Tell whether a known word is rather the keys of a far more frequent one: ``coong``, ``max``.

        :param word: A lower-case word.
        :param sure: Other words of the message are keys.
        """
        if "oo" not in word and not (sure and word.isascii() and word[-1] in TELEX_TONES):
            return False
        decoded = decode_telex(word)
        return decoded is not None and self._count(decoded) >= _MUCH_RARER * max(self._count(word), 1)

    def telex(self, piece: Piece, *, sure: bool) -> bool:
        """Read a word as Telex keys; tell whether it makes sense that way.

        :param piece: A word that is no syllable; changed in place.
        :param sure: Other words of the message are keys, so that a rare syllable may be meant.
        """
        decoded = decode_telex(piece.word)
        if decoded is not None:
            piece.meanings = self._meanings(decoded, least=_SEEN if sure else MIN_COUNT)
            piece.word = decoded if piece.meanings else piece.word
        if sure and not piece.meanings:
            piece.meanings = self.toned(piece.word)
        if piece.meanings:
            piece.what = "keyboard"
        return bool(piece.meanings)

    def toned(self, word: str) -> tuple[str, ...]:
        """Words that a word with a tone key, but without shape keys, may be: ``nguoif``."""
        tone = TELEX_TONES.get(word[-1:])
        return tuple(other for other in self._frequent(word[:-1]) if split_tone(other)[1] == tone) if tone else ()

    def _count(self, word: str) -> int:
        return self._model.counts[self._model.ids[word]] if word in self._model else 0

    def squeezed(self, word: str) -> str | None:
        """Shorten held keys, pairs of letters too, to a word that the model knows; None if there is none."""
        single = squeeze(word, doubles=True)
        return single if single != word and strip_accents(single) in self._model.by_key else None


def _keeps(toneless: str, tone: str, other: str, other_tone: str) -> bool:
    """Tell whether another syllable has every accent that was typed."""
    same = all(old == new or old.isascii() for old, new in zip(toneless, other, strict=True))
    return same and tone in ("", other_tone)
