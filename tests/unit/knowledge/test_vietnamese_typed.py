"""Two tables of messages as people type them: how many are read as they were meant, and what clean text suffers."""

from collections import defaultdict
from pathlib import Path
from random import Random

import pytest

from knowledge.vietnamese.corpus import read_texts
from knowledge.vietnamese.keyboard import decode_telex, decode_vni
from knowledge.vietnamese.measure import ANSWERS, bare_messages, harm, milliseconds
from knowledge.vietnamese.noise import KINDS, telex, vni
from knowledge.vietnamese.normalise import Normaliser
from knowledge.vietnamese.typed import read_table, repair

ROOT = Path(__file__).parents[3]
TABLES = Path(__file__).parent / "typed"
REPAIRED, REPAIRED_OF_A_GROUP, REPAIRED_UNSEEN = 0.95, 0.85, 0.85
HARM, HARM_TOLD_OF = 0.003, 20


@pytest.fixture(scope="module")
def normaliser():
    return Normaliser.load(ROOT / "models")


@pytest.mark.parametrize(("table", "least"), [("table.tsv", 200), ("check.tsv", 100)])
def test_what_was_meant_is_read(normaliser, table, least):
    repairs = [repair(normaliser, row) for row in read_table(TABLES / table)]
    missed = [(found.row.typed, found.read) for found in repairs if not found.usable]
    assert len(repairs) >= least
    assert sum(found.exact for found in repairs) >= REPAIRED * len(repairs), missed
    assert sum(found.usable for found in repairs) >= REPAIRED * len(repairs), missed


def test_what_nothing_was_fitted_to_is_read_too(normaliser):
    repairs = [repair(normaliser, row) for row in read_table(TABLES / "last.tsv")]
    assert sum(found.usable for found in repairs) >= REPAIRED_UNSEEN * len(repairs)


def test_no_kind_of_mistake_is_left_out(normaliser):
    groups = defaultdict(list)
    for table in ("table.tsv", "check.tsv"):
        for row in read_table(TABLES / table):
            groups[row.group].append(repair(normaliser, row))
    assert len(groups) >= 8
    shares = {group: sum(found.usable for found in rows) / len(rows) for group, rows in groups.items()}
    assert min(shares.values()) >= REPAIRED_OF_A_GROUP, shares


def test_clean_text_stays_as_it_is(normaliser):
    answers = [
        text for path in sorted((ROOT / "knowledge" / "passages").glob("*.yml")) for text in read_texts(path, ANSWERS)
    ]
    changed, words, examples = harm(normaliser, answers)
    assert words > 10_000
    assert changed.total() <= HARM * words, examples.most_common(HARM_TOLD_OF)


def test_a_message_takes_little_time(normaliser):
    wordings = read_texts(ROOT / "knowledge" / "passages" / "ho_chieu.yml", frozenset(["questions"]))
    times = milliseconds(normaliser.normalise, bare_messages(wordings))
    assert times[len(times) // 2] < 1.5  # 0.3 ms where nothing else runs


@pytest.mark.parametrize(
    ("word", "in_telex", "in_vni"),
    [("được", "dduwowcj", "d9u7o7c5"), ("căn", "cawn", "ca8n"), ("tiếng", "tieengs", "tie6ng1"), ("xe", "xe", "xe")],
)
def test_noise_types_as_input_methods_do(word, in_telex, in_vni):
    assert (telex(word), vni(word)) == (in_telex, in_vni)
    if word != "xe":
        assert decode_telex(in_telex) == decode_vni(in_vni) == word


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "untouched"])
def test_every_noise_spoils_something_and_repeats_itself(kind):
    message = "sửa thông tin trên thẻ căn cước đã cấp ở đâu"
    spoiled = {KINDS[kind](message, Random(seed)) for seed in range(20)}
    assert spoiled != {message}
    assert KINDS[kind](message, Random(3)) == KINDS[kind](message, Random(3))


def test_a_damaged_table_is_named(tmp_path):
    path = tmp_path / "damaged.tsv"
    path.write_text("group\tonly typed\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"damaged\.tsv: 2 columns"):
        list(read_table(path))
