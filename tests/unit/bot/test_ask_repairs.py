"""What `dean06 ask --explain` tells about the repairs of a question."""

from pathlib import Path

import pytest

from bot.cli.ask import repairs
from bot.turn.redact import redact
from knowledge.vietnamese.normalise import Normaliser

MODELS = Path(__file__).parents[3] / "models"


@pytest.fixture(scope="module")
def normaliser():
    return Normaliser.load(MODELS)


def test_each_repair_is_told_with_its_reason(normaliser):
    typed = "m\u1ea5t\u200b cccd thì lm s ở mô"
    assert repairs(typed, normaliser.normalise(redact(typed).bare)) == [
        "  mất‹U+200B› → mất  (ký tự lạ hoặc không nhìn thấy được)",
        "  cccd → căn cước công dân  (chữ viết tắt)",
        "  lm s → làm sao  (viết tắt kiểu nhắn tin)",
        "  ở mô → ở đâu  (tiếng địa phương)",
    ]


def test_nothing_repaired_is_told_too(normaliser):
    typed = "làm thẻ căn cước ở đâu"
    assert repairs(typed, normaliser.normalise(typed)) == ["  Không sửa gì."]


def test_personal_numbers_are_not_repeated(normaliser):
    typed = "số c\u0430n cước 0010\u200b99012345 của tôi"
    lines = "\n".join(repairs(typed, normaliser.normalise(redact(typed).bare)))
    assert "99012345" not in lines
    assert "‹U+0430›" in lines
