"""One form of Vietnamese text, whatever it came from."""

import unicodedata

import pytest

from knowledge.vietnamese.syllable import is_bare_syllable, is_syllable, place_tone
from knowledge.vietnamese.unicode import strip_accents, to_nfc, unaccented_key

SENTENCE = "Đăng ký thường trú, cấp đổi thẻ căn cước: ưỡn, nghiễm, quỵ"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_normal_form_becomes_the_same_text(form):
    assert to_nfc(unicodedata.normalize(form, SENTENCE)) == SENTENCE


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a\u0301\u0302p", "ấp"),  # tone before shape
        ("căn\u200b cước\ufeff", "căn cước"),
        ("\u202ethẻ\u202c \u2066mới\u2069", "thẻ mới"),
        ("mã\u00a0số\u3000thuế", "mã số thuế"),
        ("\x00thẻ\ud800", "thẻ"),
        ("ｃăn cước ＶＮｅＩＤ", "căn cước VNeID"),
        ("сăn сước", "căn cước"),  # Cyrillic letters
        ("е\u0302m", "êm"),  # Cyrillic letter, Latin shape
        ("ðăng ký", "đăng ký"),
        ("cǎn cước", "căn cước"),
        ("“thẻ” ‘mới’", "\"thẻ\" 'mới'"),
        ("một\r\nhai\u2028ba", "một\nhai\nba"),
        ("z\u0335\u0336\u0337ạ\u0321", "zạ"),  # piled-up marks
        ("Привет", "Привет"),  # really Cyrillic
        ("xin chào 👋", "xin chào 👋"),
    ],
)
def test_look_alikes_and_invisible_characters(typed, expected):
    assert to_nfc(typed) == expected
    assert to_nfc(expected) == expected


def test_stripping_covers_every_letter_and_keeps_length():
    assert strip_accents(SENTENCE) == "Dang ky thuong tru, cap doi the can cuoc: uon, nghiem, quy"
    assert strip_accents(unicodedata.normalize("NFD", "Đỗ Ưỡn")) == "Do Uon"
    assert unaccented_key("  CĂN\tCước\u200b ") == "can cuoc"


@pytest.mark.parametrize(
    ("typed", "placed"),
    [
        ("hoà", "hòa"),
        ("Thuý", "Thúy"),
        ("KHOẺ", "KHỎE"),
        ("hòan", "hoàn"),
        ("ngòai", "ngoài"),
        ("qúy", "quý"),
        ("gìa", "già"),
        ("đựơc", "được"),
        ("cưả", "cửa"),
        ("uỷ", "ủy"),
        ("quốc", "quốc"),
        ("khuỷu", "khuỷu"),
        ("giếng", "giếng"),
        ("gì", "gì"),
        ("café", "café"),
        ("hòa", "hòa"),
    ],
)
def test_tone_marks_sit_where_statutes_put_them(typed, placed):
    assert place_tone(typed) == placed


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "ở", "y", "khuya", "thuở", "gì", "ươm", "cước"])
def test_syllables(word):
    assert is_syllable(word)
    assert is_bare_syllable(strip_accents(word))


@pytest.mark.parametrize("word", ["cap", "duoc", "lafm", "ddang", "panthers", "họk", "", "nghiêngg"])
def test_what_is_no_syllable(word):
    assert not is_syllable(word)
