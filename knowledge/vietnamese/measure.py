"""Measures the normaliser: accuracy of restoration, harm on clean text, time, memory.

``python -m knowledge.vietnamese.measure models --procedures P.jsonl --asked Q.jsonl --outside XQUAD.jsonl``

The procedures and asked questions are those the restorer was trained on; only the two in a hundred that
training left out are used. The outside file was never trained on.
"""

import argparse
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from knowledge.vietnamese.corpus import is_held_out, read_texts, sentences
from knowledge.vietnamese.model_file import load as load_model
from knowledge.vietnamese.normalise import MODEL_FILE, Normaliser
from knowledge.vietnamese.readings import BARE_TEXT
from knowledge.vietnamese.restore import Restorer
from knowledge.vietnamese.syllable import is_syllable
from knowledge.vietnamese.tokens import tokenise
from knowledge.vietnamese.unicode import strip_accents, to_nfc

MESSAGE_SYLLABLES, LONG_CHARS, REPEATS = 12, 2_000, 3


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
    :return: Changed words by kind, all words, and the changes themselves. Tone placement is no change.
    """
    changed: Counter[str] = Counter()
    examples: Counter[tuple[str, str]] = Counter()
    total = 0
    for text in texts:
        total += sum(token.kind == "word" for token in tokenise(to_nfc(text)))
        for change in normaliser.normalise(text).changes:
            if change.what != "tone":
                changed[change.what] += len(change.before.split())
                examples[change.before, change.after] += 1
    return changed, total, examples


def messages(texts: Iterable[str]) -> list[str]:
    """Stripped messages of 12 syllables, as a citizen would type them."""
    cut = (" ".join(strip_accents(to_nfc(text)).lower().split()[:MESSAGE_SYLLABLES]) for text in texts)
    return [text for text in cut if len(text.split()) == MESSAGE_SYLLABLES]


def milliseconds(work: Callable[[str], object], texts: list[str]) -> list[float]:
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


def report(models: Path, procedures: Path, asked: Path, outside: Path) -> str:
    """Measure everything and write it down as lines of a Markdown table."""
    normaliser = Normaliser.load(models)
    restorer = Restorer(load_model(models / MODEL_FILE))
    lines = ["| what | figure |", "| --- | --- |"]
    clean = list(read_texts(outside))
    for name, texts in (
        ("held-out procedure text", sorted(filter(is_held_out, set(read_texts(procedures))))),
        ("held-out questions to an office", sorted(filter(is_held_out, set(read_texts(asked))))),
        (f"{outside.stem}, other subjects", clean),
    ):
        right, total = restoration_accuracy(restorer, texts)
        lines.append(f"| syllables restored rightly, {name} | {100 * right / total:.2f} % of {total:,} |")
    changed, total, examples = harm(normaliser, clean)
    kinds = ", ".join(f"{kind} {count}" for kind, count in changed.most_common()) or "none"
    lines.append(
        f"| words changed in clean {outside.stem} | {100 * changed.total() / total:.2f} % of {total:,} ({kinds}) |"
    )
    common = "; ".join(f"{old} → {new} ({count})" for (old, new), count in examples.most_common(15))
    lines.append(f"| the most frequent of these | {common} |")
    short = milliseconds(lambda text: normaliser.normalise(text), messages(clean))
    lines.append(
        f"| CPU a message of {MESSAGE_SYLLABLES} bare syllables, median / 95 % | "
        f"{short[len(short) // 2]:.2f} / {short[len(short) * 95 // 100]:.2f} ms of {len(short)} |"
    )
    long_text = strip_accents(" ".join(clean))
    long_texts = [long_text[at : at + LONG_CHARS] for at in range(0, 20 * LONG_CHARS, LONG_CHARS)]
    long_times = milliseconds(lambda text: normaliser.normalise(text), long_texts)
    lines.append(f"| CPU {LONG_CHARS:,} bare characters, slowest of {len(long_times)} | {long_times[-1]:.1f} ms |")
    seconds, megabytes = loading(models)
    size = (models / MODEL_FILE).stat().st_size / 1e6
    lines.append(
        f"| file, loading, memory with most rows in use | {size:.2f} MB, {seconds:.3f} s, {megabytes:.0f} MB |"
    )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("models", type=Path, help="folder with accents/counts.bin")
    parser.add_argument("--procedures", type=Path, required=True)
    parser.add_argument("--asked", type=Path, required=True)
    parser.add_argument("--outside", type=Path, required=True)
    options = parser.parse_args()
    sys.stdout.write(report(options.models, options.procedures, options.asked, options.outside))


if __name__ == "__main__":
    main()
