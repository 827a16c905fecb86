"""Search over the real base with the real models."""

import datetime as dt
from pathlib import Path

import pytest

from knowledge.search import Search

TODAY = dt.date(2026, 11, 24)
MODELS = Path(__file__).resolve().parents[3] / "models"


@pytest.fixture(scope="module")
def search():
    return Search.load(MODELS)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("VNeID xác thực được những gì?", "vneid_xac_thuc_thong_tin"),
        ("lam sao de co tai khoan dinh danh muc 2", "dinhdanh_muc2"),
        ("tại sao nên nộp hồ sơ qua mạng", "dvc_la_gi_loi_ich"),
        ("Hòa Bình thực hiện Đề án 06 được những gì", "dean06_ket_qua_dia_phuong"),
        ("cmt 9 so con xai dc ko", "cmnd_het_hieu_luc"),
        ("ho khau giay bo chua", "bo_so_ho_khau"),
    ],
)
def test_the_topic_is_found(search, text, topic):
    assert search.find(text, TODAY).candidates[0].passage.topic == topic


def test_only_what_is_in_force_is_found(search):
    for day in (dt.date(2023, 3, 1), TODAY, dt.date(2027, 3, 1)):
        assert all(c.passage.holds_on(day) for c in search.find("lệ phí cấp lại thẻ căn cước", day).candidates)
    now = search.find("lệ phí cấp lại thẻ căn cước", TODAY).candidates[0].passage.id
    later = search.find("lệ phí cấp lại thẻ căn cước", dt.date(2027, 3, 1)).candidates[0].passage.id
    assert now != later


def test_scores_explain_the_order(search):
    candidates = search.find("mất thẻ căn cước", TODAY).candidates
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)
    assert candidates[0].wording in candidates[0].passage.questions
