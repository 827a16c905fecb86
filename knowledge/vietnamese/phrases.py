"""The pieces of a message while it is repaired, and the tables of phrases applied to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.vietnamese.restore import Reading
from knowledge.vietnamese.spoken import MOST_WORDS, spoken_name
from knowledge.vietnamese.syllable import place_tone
from knowledge.vietnamese.tables import Phrase, early_phrases, late_phrases
from knowledge.vietnamese.tokens import ends_sentence


@dataclass
class Piece:
    """One token under repair.

    :param before: As typed.
    :param text: As it reads now.
    :param kind: ``word``, ``fixed`` or ``gap``.
    :param what: The kind of change, empty while there is none.
    :param word: The lower-case word that readings are made from.
    :param meanings: Readings that a table gives; the word itself is then out of the question.
    :param end_meaning: The only reading at the end of a sentence, if there is one.
    :param settled: Nothing is to be guessed about this word.
    :param doubtful: A part of a stuck word, whose accents may be missing though the rest of the message has them.
    :param proper: Looks like a proper name: a capital letter inside a sentence.
    """

    before: str
    text: str
    kind: str
    what: str = ""
    word: str = ""
    meanings: tuple[str, ...] = ()
    end_meaning: str = ""
    settled: bool = False
    doubtful: bool = False
    proper: bool = False

    def __post_init__(self) -> None:
        if self.kind == "word" and not self.word:
            self.word = place_tone(self.text.lower())

    def at_end(self) -> None:
        """Take the meaning that a short form has at the end of a sentence."""
        if self.end_meaning:
            self.meanings = (self.end_meaning,)

    def read_as(self, reading: Reading) -> None:
        """Take over a chosen reading, in the case that was typed."""
        if not reading.kind and not self.what:
            self.text = place_tone(self.before)
            self.what = "tone" if self.text != self.before else ""
            return
        self.what = self.what or reading.kind
        self.text = match_case(self.before, reading.text)


def match_case(before: str, after: str) -> str:
    """Write a text in the case of the word it replaces; capitals inside (VNeID, Bộ Công an) stay.

    :param before: The word as typed.
    :param after: What replaces it.
    """
    if after != after.lower():
        return after
    if len(before) > 1 and before.isupper() and " " not in after:
        return after.upper()
    if before[:1].isupper() and (len(before) == 1 or not before.isupper()):
        return after[:1].upper() + after[1:]
    return after


def merge_early(pieces: list[Piece]) -> list[Piece]:
    """Put phrases with one meaning (``ca xã``) and names that are spelled out (``vn eid``) into single settled pieces.

    :param pieces: The pieces of a message, in order.
    :return: The same message in fewer pieces.
    """
    table = early_phrases()
    merged: list[Piece] = []
    at = 0
    while at < len(pieces):
        end, phrase = _match(pieces, at, table.get(pieces[at].word, []))
        if phrase is None and pieces[at].word.startswith("v"):
            end, phrase = _spelled_out(pieces, at)
        if phrase is None:
            merged.append(pieces[at])
            at += 1
            continue
        before = "".join(piece.before for piece in pieces[at:end])
        piece = Piece(before, before, "word", word=phrase.meaning.lower())
        piece.meanings, piece.what, piece.settled = (phrase.meaning,), phrase.kind, True
        merged.append(piece)
        at = end
    return merged


def _spelled_out(pieces: list[Piece], at: int) -> tuple[int, Phrase | None]:
    """Find a name that is spelled out from ``at`` on."""
    following = pieces[at : at + 2 * MOST_WORDS]
    words: list[str] = []
    for index, piece in enumerate(following):
        if piece.kind != ("gap" if index % 2 else "word") or (
            piece.kind == "gap" and piece.text not in (" ", "-", ".")
        ):
            break
        words += [piece.word] if piece.kind == "word" else []
    found = spoken_name(words)
    if found is None:
        return at, None
    name, count = found
    return at + 2 * count - 1, Phrase(tuple(words[:count]), name, "name")


def replace_late(pieces: list[Piece]) -> None:
    """Replace dialect and misspelt phrases in the repaired pieces, in place."""
    table = late_phrases()
    for piece in pieces:
        piece.word = piece.text.lower() if piece.kind == "word" else ""
    for at, piece in enumerate(pieces):
        candidates = [row for row in table.get(piece.word, []) if _fits(pieces, at, row)]
        end, phrase = _match(pieces, at, candidates)
        if phrase is None:
            continue
        before = "".join(other.before for other in pieces[at:end])
        text = match_case(piece.text, phrase.meaning)
        for other in pieces[at:end]:
            other.before = other.text = other.word = ""
            other.kind = "word"
        piece.before, piece.text, piece.what = before, text, phrase.kind
        piece.word = phrase.words[-1]  # what following rows look back at


def _match(pieces: list[Piece], at: int, rows: list[Phrase]) -> tuple[int, Phrase | None]:
    """Find the first row whose words stand from ``at`` on, divided by spaces only."""
    for row in rows:
        end = at
        for word in row.words:
            if end > at and end < len(pieces) and pieces[end].kind == "gap" and pieces[end].text.isspace():
                end += 1
            if end >= len(pieces) or pieces[end].word != word or pieces[end].kind != "word":
                break
            end += 1
        else:
            return end, row
    return at, None


def _fits(pieces: list[Piece], at: int, row: Phrase) -> bool:
    """Tell whether the words around allow a row of the late table."""
    if pieces[at].proper and row.kind == "dialect":  # a name: Mạc Đĩnh Chi
        return False
    before = next(_words(pieces[at - 1 :: -1] if at else []), "")
    if before in row.unless_before or (row.at_start and before):
        return False
    if not row.unless_after and not row.at_end:
        return True
    end, found = _match(pieces, at, [row])
    after = next(_words(pieces[end:]), "") if found else ""
    return after not in row.unless_after and not (row.at_end and after)


def _words(pieces: list[Piece]) -> Iterator[str]:
    """Words up to the end of the sentence."""
    for piece in pieces:
        if piece.kind == "gap" and ends_sentence(piece.text):
            return
        if piece.word:
            yield piece.word
