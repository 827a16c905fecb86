"""What a word of a message may stand for, before the words around it decide."""

import math
from collections.abc import Sequence

from knowledge.vietnamese.initials import Initials
from knowledge.vietnamese.keyboard import squeeze
from knowledge.vietnamese.leftovers import Leftovers
from knowledge.vietnamese.phrases import Piece
from knowledge.vietnamese.restore import Reading, Restorer
from knowledge.vietnamese.spelling import Speller
from knowledge.vietnamese.syllable import is_bare_syllable, is_syllable, place_tone
from knowledge.vietnamese.tables import ambiguous_names, names, short_forms
from knowledge.vietnamese.tokens import ends_sentence
from knowledge.vietnamese.unicode import strip_accents

# Nats against leaving a syllable without accents where none are typed.
BARE_TEXT = 1.0
# More where the word is one letter: "o" is "ở", and no letter, all but always.
LONE_LETTER_COST = 3.0
# The same for the parts of a stuck word in a text that has its accents.
FEW_STRIPPED = -2.0
# Nats for one edit, and for a letter whose accent was typed otherwise.
EDIT_COST, ACCENT_COST = 5.0, 1.5
# Tables list the meanings of a short form by how common they are in messages; statutes do not know that.
RANK_COST = 3.0
# Nats for input method keys that were forgotten.
KEY_COST = 3.0
# Nats for a compound that is cut short; its own likelihood counts beside that.
INITIAL_COST = 2.0
# A syllable that is written without accents less often than this is taken for a stripped one.
STRIPPED_SHARE = 0.01
LONGEST_REPAIRED = 28
# Law and addresses have taught the model "dichvucong"; shorter ones are foreign words and initials.
SHORTEST_WEB_WORD = 7

# A single letter after one of these is a name of something: điểm a, hạng B, mẫu c.
# fmt: off
_LETTER_HEADS = frozenset([
    "điểm", "khoản", "hạng", "loại", "mẫu", "nhóm", "lớp", "tổ", "khu", "tòa", "phần", "mục", "chữ",
    "vitamin", "bảng", "cột", "dòng", "kiểu", "cấp", "bậc", "phụ", "diem", "khoan",
    "hang", "loai", "mau", "nhom", "lop", "to", "khu", "toa", "phan", "muc", "chu", "bang",
    "cot", "dong", "kieu", "cap", "bac", "phu",
])
# fmt: on
_ADDRESSES = frozenset(["ad", "admin", "ạ", "bạn", "shop", "bot", "em", "anh", "chị", "e"])


class ReadingMaker:
    """Makes the readings of words; what they mean alone first, then what they may have been meant as."""

    def __init__(self, restorer: Restorer) -> None:
        self._restorer = restorer
        self._model = restorer.model
        self.speller = Speller(restorer.model)
        self._initials = Initials(restorer.model)
        self._leftovers = Leftovers(restorer.model)

    def is_known(self, word: str) -> bool:
        """Tell whether a lower-case word can stand as it is."""
        return word in self._model or word in names() or (not word.isascii() and is_syllable(word))

    def is_vietnamese(self, word: str) -> bool:
        """Tell whether a lower-case word is a syllable, with or without its accents, and no name."""
        return word not in names() and strip_accents(word) in self._model.by_key

    def is_stripped(self, piece: Piece, before: str, after: str) -> bool:
        """Tell whether a word shows that its accents were left out: it hardly exists without, and not here.

        :param piece: A piece of kind ``word``.
        :param before: The word before.
        :param after: The word after.
        """
        word, model = piece.word, self._model
        if piece.proper or not word.isascii() or word in names():
            return False
        bare = model.counts[model.ids[word]] if word in model else 0
        if bare >= STRIPPED_SHARE * sum(model.counts[index] for index in model.by_key.get(word, ())):
            return False
        return not (model.seen_together(before, word) or model.seen_together(word, after))

    def prepare(self, pieces: list[Piece]) -> None:
        """Settle what needs no context: names, short forms, held keys, Telex and VNI leftovers.

        :param pieces: The pieces of a message; changed in place.
        """
        words = [piece for piece in pieces if piece.kind == "word" and len(piece.text) > 1]
        shouting = bool(words) and all(piece.text.isupper() for piece in words)
        self._leftovers.settle_vni(pieces)
        telex = self._leftovers.shows_telex(
            [piece.word for piece in pieces if piece.kind == "word" and not self.is_known(piece.word)]
        )
        previous, starts = "", True
        for at, piece in enumerate(pieces):
            if piece.kind == "gap":
                starts = starts or ends_sentence(piece.text)
                continue
            if piece.kind == "word" and not piece.settled and not piece.doubtful:
                capital = piece.text[:1].isupper() and not shouting
                piece.proper = capital and not starts
                acronym = capital and len(piece.text) > 1 and piece.text.isupper()
                # "o" is "ở" rather than a letter, whatever stands before it.
                letter = len(piece.word) == 1 and (
                    (capital and at > 0)
                    or (piece.word != "o" and (previous in _LETTER_HEADS or _is_marked(pieces, at)))
                )
                self._settle(piece, acronym=acronym, letter=letter, telex=telex)
                if piece.meanings and _is_last(pieces, at):
                    piece.at_end()
            previous, starts = piece.word, False

    def _settle(self, piece: Piece, *, acronym: bool, letter: bool, telex: bool) -> None:
        """Look one word up in the tables; failing that, try what keyboards do to words."""
        word = piece.word
        keys = self._leftovers.rather_keys(word, sure=telex)
        if letter or len(word) > LONGEST_REPAIRED or (word in names() and word not in ambiguous_names() and not keys):
            piece.settled = True
        elif self._is_short(piece, word, acronym=acronym) or (self.is_known(word) and not keys):
            return
        elif acronym:
            piece.settled = True
        elif not piece.proper:
            self._unjam(piece, telex=telex or keys)

    def _is_short(self, piece: Piece, word: str, *, acronym: bool) -> bool:
        """Give a piece the meanings of a short form, if the word is one."""
        short = short_forms().get(word)
        if short is None or (acronym and short.kind != "abbreviation"):
            return False
        piece.meanings, piece.end_meaning = short.meanings, short.at_end
        piece.what, piece.settled = short.kind, True
        return True

    def _unjam(self, piece: Piece, *, telex: bool) -> None:
        """Undo held keys and Telex leftovers in a word that is no word."""
        squeezed = place_tone(squeeze(piece.word))
        if squeezed != piece.word:
            piece.what = "repeat"
            piece.word = squeezed
            if self._is_short(piece, squeezed, acronym=False) or self.is_known(squeezed):
                return
        if (telex and self._leftovers.telex(piece, sure=True)) or strip_accents(piece.word) in self._model.by_key:
            return
        if self._leftovers.telex(piece, sure=False):
            return
        single = self._leftovers.squeezed(piece.word)
        if single is not None:
            piece.word, piece.what = single, "repeat"

    def cut_stuck(self, pieces: list[Piece], bare_cost: float | None) -> list[Piece]:
        """Cut words that stick together into pieces of their own.

        :param pieces: Prepared pieces.
        :param bare_cost: As of `readings`.
        :return: The same message in more pieces; of the pieces of one word, the first holds what was typed.
        """
        cut: list[Piece] = []
        for piece in pieces:
            parts = self._parts(piece, _or_few(bare_cost))
            for index, part in enumerate(parts):
                if index:
                    cut.append(Piece("", " ", "gap", "split"))
                before = "" if index else piece.before
                cut.append(Piece(before, part, "word", "split", part, doubtful=part.isascii()))
            if not parts:
                cut.append(piece)
        return cut

    def _parts(self, piece: Piece, bare_cost: float) -> list[str]:
        """The words that stick together in a piece; none when it is no such piece."""
        word = piece.word
        if piece.kind != "word" or piece.settled or piece.doubtful or piece.meanings or piece.proper:
            return []
        if len(word) > LONGEST_REPAIRED or word in names() or is_bare_syllable(strip_accents(word)):
            return []
        if (word in self._model and len(word) < SHORTEST_WEB_WORD) or (word.isascii() and piece.before.istitle()):
            return []
        cuts = self.speller.cuts(word)
        if not cuts:
            return []
        make, accentings = self._restorer.reading, self._restorer.accentings
        columns = ([accentings(part, bare_cost) if part.isascii() else (make(part),) for part in cut] for cut in cuts)
        cost, cut = min(zip(map(self._restorer.cost, columns), cuts, strict=True))
        slips = (make(near, cost=EDIT_COST) for near in self.speller.corrections(word))
        return cut if cost < min((self._restorer.cost([[slip]]) for slip in slips), default=math.inf) else []

    def readings(self, piece: Piece, bare_cost: float | None) -> Sequence[Reading]:
        """All readings of a word piece.

        :param piece: A prepared piece of kind ``word``.
        :param bare_cost: Nats against leaving a word bare; None where accents are not to be restored.
        :return: At least one reading.
        """
        make, word = self._restorer.reading, piece.word
        if piece.meanings:
            if piece.what == "keyboard":
                return [make(meaning, piece.what, KEY_COST * (meaning != word)) for meaning in piece.meanings]
            return [make(meaning, piece.what, rank * RANK_COST) for rank, meaning in enumerate(piece.meanings)]
        as_typed = make(word)
        if self._stands(piece, bare_cost):
            return [as_typed]
        accentings = self._accentings(word, _or_few(bare_cost))
        if accentings and word.isascii():
            return accentings
        if self.is_known(word) or (bare_cost != BARE_TEXT and piece.before[:1].isupper()):
            return accentings or [as_typed]
        return [*(accentings or [as_typed]), *self._guesses(word)]

    def _stands(self, piece: Piece, bare_cost: float | None) -> bool:
        """Tell whether a word is beyond doubt as it is."""
        word, known = piece.word, self.is_known(piece.word)
        if piece.doubtful:
            return False
        if piece.settled or (known and not word.isascii()):
            return True
        if bare_cost != BARE_TEXT and (piece.proper or (word in names() and word not in ambiguous_names())):
            return True
        return bare_cost is None and (known or is_syllable(word))

    def _accentings(self, word: str, bare_cost: float) -> Sequence[Reading]:
        """Syllables with the same plain letters; accents typed otherwise cost."""
        if word.isascii():
            return self._restorer.accentings(word, bare_cost + LONE_LETTER_COST * (len(word) == 1))
        accentings = self._restorer.accentings(strip_accents(word), bare_cost)
        return [
            reading._replace(kind="accents", cost=ACCENT_COST * _differences(word, reading.text))
            for reading in accentings
        ]

    def _guesses(self, word: str) -> list[Reading]:
        """Compounds whose first syllable was cut to its initial, and typos one edit away."""
        if len(word) > LONGEST_REPAIRED:
            return []
        make = self._restorer.reading
        return [
            *(make(near, "spelling", EDIT_COST) for near in self.speller.corrections(word)),
            *(make(toned, "keyboard", KEY_COST) for toned in self._leftovers.toned(word)),
            *(make(text, "teencode", INITIAL_COST + cost) for text, cost in self._initials.compounds(word)),
        ]


def _or_few(bare_cost: float | None) -> float:
    """Nats against a bare word, where accents are looked for in a text that has its accents."""
    return FEW_STRIPPED if bare_cost is None else bare_cost


def _differences(typed: str, text: str) -> int:
    """Number of letters that differ where the plain letters are the same; typed bare letters are free."""
    return sum(old != new and not old.isascii() for old, new in zip(typed, text, strict=len(typed) == len(text)))


def _is_last(pieces: list[Piece], at: int) -> bool:
    """Tell whether no word of the sentence follows, save a form of address."""
    for piece in pieces[at + 1 :]:
        if piece.kind == "gap" and ends_sentence(piece.text):
            return True
        if piece.kind == "fixed" or (piece.kind == "word" and piece.word not in _ADDRESSES):
            return False
    return True


def _is_marked(pieces: list[Piece], at: int) -> bool:
    """Tell whether a letter belongs to a number or stands in a list or a pair: ``50 k``, ``a)``, ``a/c``."""
    before = pieces[at - 1] if at else None
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    beyond = pieces[at - 2] if at > 1 else None
    return (
        (after is not None and after.text[:1] in tuple(")/.-'&"))
        or (before is not None and before.text[-1:] in tuple("(/-'"))
        or (beyond is not None and beyond.kind == "fixed" and before is not None and before.text == " ")
    )
