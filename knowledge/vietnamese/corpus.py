"""Reads training and test text: JSON lines, plain text and passage files, as sequences of syllables."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from knowledge.vietnamese.syllable import place_tone
from knowledge.vietnamese.syllable_model import NUMBER
from knowledge.vietnamese.tokens import ends_sentence, tokenise
from knowledge.vietnamese.unicode import to_nfc

HELD_OUT_ONE_IN = 50
_SHORT_SENTENCE = 3

# Fields of the corpora that hold running text; the others are keys, codes and file names.
_TEXT_FIELDS = ("title", "body", "text", "q", "question", "fact")
_YAML_KEY = re.compile(r"^\s*(?:- )?(?:- )?(\w+):(?=\s|$)", re.MULTILINE)
_YAML_TEXT_KEYS = frozenset(["label", "questions", "answer", "steps"])


def read_texts(path: Path, keys: frozenset[str] = _YAML_TEXT_KEYS) -> Iterator[str]:
    """Read the texts of a file, by its ending: ``.jsonl``, ``.jsonl.gz``, ``.yml``, else a line each.

    :param path: The file.
    :param keys: Of a passage file, the keys whose text is wanted.
    :raises OSError: It cannot be read.
    """
    name = path.name.lower()
    data = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    content = data.decode("utf-8")
    if ".jsonl" in name:
        for line in content.splitlines():
            row = json.loads(line)
            yield from (row[field] for field in _TEXT_FIELDS if isinstance(row.get(field), str))
    elif name.endswith((".yml", ".yaml")):
        yield from _yaml_texts(content, keys)
    else:
        yield from (line for line in content.splitlines() if not line.startswith("#"))


def _yaml_texts(content: str, keys: frozenset[str]) -> Iterator[str]:
    """Text under some keys of a passage file. Enough for counting; folded lines are joined again."""
    marks = list(_YAML_KEY.finditer(content))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        if mark[1] in keys:
            part = content[mark.end() : following.start() if following else len(content)]
            yield from (" ".join(item.split()) for item in re.split(r"\n\s*- ", part))


def sentences(text: str) -> Iterator[list[str]]:
    """Cut a text into sentences of lower-case words with tone marks in place; numbers become NUMBER.

    :param text: Any text.
    """
    words: list[str] = []
    for token in tokenise(to_nfc(text)):
        if token.kind == "word":
            words.append(place_tone(token.text.lower()))
        elif token.kind == "fixed":
            words.append(NUMBER)
        elif words and ends_sentence(token.text):
            yield words
            words = []
    if words:
        yield words


def is_stripped(words: list[str]) -> bool:
    """Tell whether a sentence seems to be typed without accents; such text would teach the wrong thing."""
    return len(words) > _SHORT_SENTENCE and all(word.isascii() for word in words)


def is_held_out(text: str) -> bool:
    """Tell whether a text belongs to the two in a hundred that are kept for measuring.

    The choice is a hash of the text, so that repeated texts fall on one side.
    """
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % HELD_OUT_ONE_IN == 0
