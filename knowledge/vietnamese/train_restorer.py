"""Trains the accent restorer: counts syllables, pairs and triples of the texts given.

``python -m knowledge.vietnamese.train_restorer models/accents/counts.bin LAW.jsonl.gz PROCEDURES.jsonl=10``

A file may carry a weight: text of the domain, or written as people ask, counts as often. Two in a hundred
texts of each file with a weight are held out for `measure.py`; hand-written ``.txt`` files are used whole.
A lexicon (``--lexicon WORDS.txt``, a word a line) teaches that syllables exist and which of them make a word, as
often as may be seen by chance: then what statutes never say ("thẻ cào") is no misprint.
Never train on a test set (XQuAD-vi, the development and held-out questions).
"""

import argparse
import logging
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from knowledge.vietnamese.corpus import is_held_out, is_stripped, read_texts, sentences
from knowledge.vietnamese.model_file import build, save
from knowledge.vietnamese.syllable import is_syllable
from knowledge.vietnamese.syllable_model import BOUNDARY, NUMBER, SyllableModel
from knowledge.vietnamese.unicode import strip_accents

MIN_SINGLE, MIN_PAIR, MIN_TRIPLE = 3, 2, 3
# A word that is no syllable is a foreign word or a misprint; misprints with accents are many but rare.
MIN_NO_SYLLABLE_PLAIN, MIN_NO_SYLLABLE_ACCENTED = 20, 100
# "khong" in a web address is no syllable of its own beside 80,000 times "không".
MIN_SHARE_OF_KEY = 0.002

Counted = TypeVar("Counted")

log = logging.getLogger(__name__)


def train(corpora: Iterable[tuple[Path, int]], lexicon: Path | None = None) -> SyllableModel:
    """Count the texts of some files.

    :param corpora: Files with their weights.
    :param lexicon: File of words, one a line.
    :return: The model, pruned.
    """
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    triples: Counter[tuple[str, str, str]] = Counter()
    for path, weight in corpora:
        before = singles.total()
        for words in _sentences_of(path, weight):
            if is_stripped(words):
                continue
            bounded = [BOUNDARY, *words, BOUNDARY]
            for word in bounded[1:]:
                singles[word] += weight
            for pair in zip(bounded, bounded[1:], strict=False):
                pairs[pair] += weight
            for triple in zip(bounded, bounded[1:], bounded[2:], strict=False):
                triples[triple] += weight
        log.info("%s: weight %d, %d weighted words", path.name, weight, singles.total() - before)
    lexical_words = list(_words_of(lexicon)) if lexicon is not None else []
    real = {syllable for word in lexical_words for syllable in word}
    for syllables in lexical_words:
        singles.update(dict.fromkeys(syllables, MIN_SINGLE))
        pairs.update(dict.fromkeys(zip(syllables, syllables[1:], strict=False), MIN_PAIR))
    return build(_prune(singles, real), _frequent(pairs, MIN_PAIR), _frequent(triples, MIN_TRIPLE))


def _sentences_of(path: Path, weight: int) -> Iterator[list[str]]:
    held_out = weight > 1 and path.suffix == ".jsonl"
    for text in read_texts(path):
        if not (held_out and is_held_out(text)):
            yield from sentences(text)


def _words_of(lexicon: Path) -> Iterator[list[str]]:
    """Words of a lexicon that are made of syllables only; names of places and foreign words are not."""
    for text in read_texts(lexicon):
        for syllables in sentences(text):
            if all(map(is_syllable, syllables)):
                yield syllables


def _frequent(counter: Counter[Counted], least: int) -> dict[Counted, int]:
    return {item: count for item, count in counter.items() if count >= least}


def _prune(singles: Counter[str], real: Container[str]) -> dict[str, int]:
    """Keep the words worth knowing: real syllables, frequent foreign words, no misprints, no stripped ones."""
    by_key: Counter[str] = Counter()
    for word, count in singles.items():
        by_key[strip_accents(word)] += count
    return {
        word: count
        for word, count in singles.items()
        if word in (BOUNDARY, NUMBER)
        or word in real
        or (count >= _least(word) and count >= MIN_SHARE_OF_KEY * by_key[word])
    }


def _least(word: str) -> int:
    if is_syllable(word):
        return MIN_SINGLE
    return MIN_NO_SYLLABLE_PLAIN if word.isascii() else MIN_NO_SYLLABLE_ACCENTED


def _corpus(argument: str) -> tuple[Path, int]:
    name, _, weight = argument.partition("=")
    return Path(name), int(weight or 1)


def main() -> None:
    """Command line: the file to write, then corpora as PATH or PATH=WEIGHT."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("corpora", type=_corpus, nargs="+", metavar="PATH[=WEIGHT]")
    parser.add_argument("--lexicon", type=Path, help="file of words, one a line")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    model = train(options.corpora, options.lexicon)
    save(model, options.out)
    log.info(
        "%s: %d words, %d pairs, %d triples, %d bytes",
        options.out, len(model.words), len(model.pairs.followers), len(model.triples.followers),
        options.out.stat().st_size,
    )  # fmt: skip


if __name__ == "__main__":
    main()
