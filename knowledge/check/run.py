"""All checks, in the order in which people should read their findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from knowledge.check import (
    confidence,
    contradictions,
    copies,
    facts_used,
    flat,
    glossary,
    links,
    numbers,
    readability,
    schema,
    self_retrieval,
    sources,
    time,
    verified,
    warnings,
    wordings,
)
from knowledge.check.finding import Outcome
from knowledge.check.material import Material

CHECKS: dict[str, tuple[str, Callable[[Material], Outcome]]] = {
    "schema": ("Định dạng, chủ đề, dữ kiện, nguồn", schema.check),
    "sources": ("Nguồn có tên, có ngày", sources.check),
    "links": ("Địa chỉ trên mạng", links.check),
    "numbers": ("Số, ngày, tiền, điều khoản có trong dữ kiện", numbers.check),
    "confidence": ("Mức chắc chắn và lời dặn đi kèm", confidence.check),
    "flat": ("Dữ kiện chưa chắc được nói dè dặt", flat.check),
    "contradictions": ("Các đoạn không nói trái số nhau", contradictions.check),
    "time": ("Hết hiệu lực, thay thế, ngày của từng con số", time.check),
    "verified": ("Đã kiểm lại trong 180 ngày", verified.check),
    "facts_used": ("Dữ kiện được dùng hoặc có lý do", facts_used.check),
    "glossary": ("Từ ngữ hành chính có lời giải thích", glossary.check),
    "readability": ("Dễ đọc: câu, chữ tắt, bước", readability.check),
    "warnings": ("Lời dặn ở chỗ dễ mất tiền", warnings.check),
    "wordings": ("Đủ cách hỏi, không trùng nhau", wordings.check),
    "copies": ("Cách hỏi không chép câu đánh giá", copies.check),
    "self_retrieval": ("Mỗi cách hỏi tìm ra đúng đoạn của nó", self_retrieval.check),
}
"""Name in Vietnamese and function of each check."""


def run(material: Material, only: Sequence[str] = ()) -> Iterator[tuple[str, Outcome]]:
    """Yield each check's key and outcome, as it is done.

    :param only: keys of the checks to run; all where it is empty.
    """
    for key, (_, check) in CHECKS.items():
        if not only or key in only:
            yield key, check(material)
