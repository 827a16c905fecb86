"""Measures the normaliser: accuracy of restoration, harm on clean text, repairs, time, memory.

``python -m knowledge.vietnamese.measure models --clean TEXT… --outside TEXT… --typed TABLE… --wordings PASSAGES…``

Every option takes files as `corpus.read_texts` reads them and may be left out. ``--held-out`` is for files that the
restorer was trained on: only the two texts in a hundred that training left out are used. ``--wordings`` takes passage
files that were left out of the training of this model. How the figures of docs/normaliser.md are redone stands there.
"""

import argparse
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

from knowledge.vietnamese.corpus import is_held_out, read_texts, sentences
from knowledge.vietnamese.model_file import load as load_model
from knowledge.vietnamese.noise import KINDS, Spoil
from knowledge.vietnamese.normalise import MODEL_FILE, Normaliser
from knowledge.vietnamese.readings import BARE_TEXT
from knowledge.vietnamese.restore import Restorer, accent_share
from knowledge.vietnamese.syllable import is_syllable, place_tone
from knowledge.vietnamese.tokens import tokenise
from knowledge.vietnamese.typed import read_table, repair
from knowledge.vietnamese.unicode import strip_accents, to_nfc

MESSAGE_SYLLABLES, LONG_CHARS, REPEATS = 12, 2_000, 3
# What is meant to be changed in clean text too.
INTENDED = ("tone", "abbreviation", "name")
MOST_WORDINGS, ACCENTED = 1_200, 0.5
ANSWERS = frozenset(["answer", "steps"])


def restoration_accuracy(restorer: Restorer, texts: Iterable[str]) -> tuple[int, int]:
    """Strip texts, restore them, count syllables that come back.

    :param restorer: The restorer.
    :param texts: Accented texts.
    :return: Syllables restored rightly, and all syllables (foreign words and numbers are not counted).
    """
    right = total = 0
    for text in texts:
        for words in sentences(text):
            columns = [
                restorer.accentings(strip_accents(word), BARE_TEXT) or (restorer.reading(word),) for word in words
            ]
            for word, reading in zip(words, restorer.best_path(columns), strict=True):
                if is_syllable(word):
                    total += 1
                    right += reading.text == word
    return right, total


def harm(normaliser: Normaliser, texts: Iterable[str]) -> tuple[Counter[str], int, Counter[tuple[str, str]]]:
    """Count syllables of clean text that the normaliser changes, by kind of change.

    :param normaliser: The normaliser.
    :param texts: Clean accented texts.
    :return: Changed words by kind, all words, and the changes themselves; without what is INTENDED.
    """
    changed: Counter[str] = Counter()
    examples: Counter[tuple[str, str]] = Counter()
    total = 0
    for text in texts:
        total += sum(token.kind == "word" for token in tokenise(to_nfc(text)))
        for change in normaliser.normalise(text).changes:
            if change.what not in INTENDED:
                changed[change.what] += len(change.before.split())
                examples[change.before, change.after] += 1
    return changed, total, examples


def repaired(normaliser: Normaliser, messages: Sequence[str], spoil: Spoil) -> tuple[int, int, int, int]:
    """Spoil clean messages, repair them, compare.

    :param normaliser: The normaliser.
    :param messages: Clean messages.
    :param spoil: A way of spoiling.
    :return: Messages that come back whole, messages that were spoiled, words that come back, words.
    """
    chance = Random(6)  # noqa: S311 - wanted: the same slips every time
    whole = spoiled = right = total = 0
    for message in messages:
        typed = spoil(message, chance)
        if typed == message and spoil is not KINDS["untouched"]:
            continue
        meant, read = _words(message), _words(normaliser.normalise(typed).text)
        spoiled += 1
        whole += meant == read
        total += len(meant)
        blocks = SequenceMatcher(None, meant, read, autojunk=False).get_matching_blocks()
        right += sum(block.size for block in blocks)
    return whole, spoiled, right, total


def _words(text: str) -> list[str]:
    return [place_tone(token.text.lower()) for token in tokenise(to_nfc(text)) if token.kind != "gap"]


def clean_wordings(normaliser: Normaliser, texts: Iterable[str]) -> list[str]:
    """Wordings in standard spelling, lower case: accented, and nothing that the normaliser would change."""
    chosen = [
        text.lower()
        for text in texts
        if text and accent_share(text.split()) > ACCENTED and not normaliser.normalise(text).changes
    ]
    Random(1).shuffle(chosen)  # noqa: S311 - wanted: the same messages every time
    return chosen[:MOST_WORDINGS]


def bare_messages(texts: Iterable[str]) -> list[str]:
    """Stripped messages of 12 syllables, as a citizen would type them."""
    cut = (" ".join(strip_accents(to_nfc(text)).lower().split()[:MESSAGE_SYLLABLES]) for text in texts)
    return [text for text in cut if len(text.split()) == MESSAGE_SYLLABLES]


def milliseconds(work: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """CPU milliseconds of each text, the best of three runs, sorted."""
    times = []
    for text in texts:
        runs = []
        for _ in range(REPEATS):
            begin = time.process_time()
            work(text)
            runs.append((time.process_time() - begin) * 1_000)
        times.append(min(runs))
    return sorted(times)


def loading(models: Path) -> tuple[float, float]:
    """Seconds and peak megabytes (Python's own) of loading the counts and filling every row."""
    begin = time.process_time()
    load_model(models / MODEL_FILE)
    seconds = time.process_time() - begin
    tracemalloc.start()
    model = load_model(models / MODEL_FILE)
    for index in range(len(model.words)):
        model.row(index)
    for index in range(len(model.pairs.followers)):
        model.triple_row(index)
    megabytes = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return seconds, megabytes


def _restoring(restorer: Restorer, name: str, texts: Sequence[str]) -> str:
    right, total = restoration_accuracy(restorer, texts)
    return f"| syllables restored rightly, {name} | {_share(right, total)} |"


def _harming(normaliser: Normaliser, name: str, texts: Sequence[str]) -> Iterator[str]:
    changed, total, examples = harm(normaliser, texts)
    kinds = ", ".join(f"{kind} {count}" for kind, count in changed.most_common()) or "none"
    yield f"| words changed in clean text, {name} | {_share(changed.total(), total)} ({kinds}) |"
    common = "; ".join(f"{old} → {new} ({count})" for (old, new), count in examples.most_common(12))
    yield f"| the most frequent of these | {common} |"


def _repairing(normaliser: Normaliser, path: Path) -> Iterator[str]:
    repairs = [repair(normaliser, row) for row in read_table(path)]
    for group in [*dict.fromkeys(found.row.group for found in repairs), None]:
        rows = [found for found in repairs if group in (found.row.group, None)]
        exact, usable = sum(found.exact for found in rows), sum(found.usable for found in rows)
        yield (
            f"| {path.stem}, {group or 'all'} | whole {_share(exact, len(rows))}, "
            f"words that matter {_share(usable, len(rows))} |"
        )


def _spoiling(normaliser: Normaliser, texts: Iterable[str]) -> Iterator[str]:
    messages = clean_wordings(normaliser, texts)
    for kind, spoil in KINDS.items():
        whole, spoiled, right, total = repaired(normaliser, messages, spoil)
        yield f"| wordings, {kind} | whole {_share(whole, spoiled)}, words {_share(right, total)} |"


def _timing(normaliser: Normaliser, models: Path, texts: Sequence[str]) -> Iterator[str]:
    short = milliseconds(lambda text: normaliser.normalise(text), bare_messages(texts))
    yield (
        f"| CPU a message of {MESSAGE_SYLLABLES} bare syllables, median / 95 % | "
        f"{short[len(short) // 2]:.2f} / {short[len(short) * 95 // 100]:.2f} ms of {len(short)} |"
    )
    long_text = strip_accents(" ".join(texts))
    long_texts = [long_text[at : at + LONG_CHARS] for at in range(0, min(len(long_text), 20 * LONG_CHARS), LONG_CHARS)]
    long_times = milliseconds(lambda text: normaliser.normalise(text), long_texts)
    yield f"| CPU {LONG_CHARS:,} bare characters, slowest of {len(long_times)} | {long_times[-1]:.1f} ms |"
    seconds, megabytes = loading(models)
    size = (models / MODEL_FILE).stat().st_size / 1e6
    yield f"| file, loading, memory with most rows in use | {size:.2f} MB, {seconds:.3f} s, {megabytes:.0f} MB |"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.2f} % of {whole:,}"


def report(options: argparse.Namespace) -> Iterator[str]:
    """Measure what the options ask for; lines of a Markdown table."""
    normaliser = Normaliser.load(options.models)
    restorer = Restorer(load_model(options.models / MODEL_FILE))
    yield from ("| what | figure |", "| --- | --- |")
    for path in options.held_out:
        yield _restoring(restorer, f"held out of {path.stem}", sorted(filter(is_held_out, set(read_texts(path)))))
    for path in options.outside:
        yield _restoring(restorer, path.stem, list(read_texts(path)))
    for name, paths in _by_kind(options.clean):
        texts = [text for path in paths for text in read_texts(path, ANSWERS)]
        yield from _harming(normaliser, name, sorted(set(texts)))
    for path in options.typed:
        yield from _repairing(normaliser, path)
    wordings = [text for path in options.wordings for text in read_texts(path, frozenset(["questions"]))]
    if wordings:
        yield _restoring(restorer, "wordings", [text for text in wordings if accent_share(text.split()) > ACCENTED])
        yield from _spoiling(normaliser, wordings)
    timed = [text for path in options.outside for text in read_texts(path)] or wordings
    if timed:
        yield from _timing(normaliser, options.models, timed)


def _by_kind(paths: Sequence[Path]) -> Iterator[tuple[str, list[Path]]]:
    """Files one by one, passage files together."""
    passages = [path for path in paths if path.suffix in (".yml", ".yaml")]
    yield from ((path.stem, [path]) for path in paths if path not in passages)
    if passages:
        yield f"answers of {len(passages)} passage files", passages


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("models", type=Path, help="folder with accents/counts.bin")
    for name in ("held-out", "outside", "clean", "typed", "wordings"):
        parser.add_argument(f"--{name}", type=Path, nargs="+", default=[])
    for line in report(parser.parse_args()):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
