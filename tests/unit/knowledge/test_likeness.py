"""Likeness of texts by the words they share."""

import numpy as np

from knowledge.likeness import alike, folded, nearest, pairs, words


def test_accents_case_and_punctuation_make_no_difference() -> None:
    assert folded("Căn cước, ở ĐÂU?") == ("can", "cuoc", "o", "dau")
    assert words("Thẻ, thẻ THE") == {"the"}
    assert pairs("làm thẻ ở đâu") == {"lam the", "the o", "o dau"}


def test_alike_pairs_come_once_with_their_share() -> None:
    bags = [words("làm thẻ ở đâu"), words("lam the o xa"), words("hộ chiếu"), words("Làm thẻ ở đâu?")]
    assert sorted((one, other, round(share, 2)) for one, other, share in alike(bags, 0.6)) == [
        (0, 1, 0.6),
        (0, 3, 1.0),
        (1, 3, 0.6),
    ]


def test_pairs_far_apart_in_a_long_list_are_found() -> None:
    bags = [words(f"từ{n}") for n in range(1500)] + [words("từ3")]
    assert list(alike(bags, 0.9)) == [(3, 1500, 1.0)]


def test_the_nearest_other_is_named() -> None:
    rows, shares = nearest([words("làm thẻ"), words("xa lạ")], [words("hộ chiếu"), words("làm thẻ mới")])
    assert rows[0] == 1
    assert np.allclose(shares, [2 / 3, 0])
