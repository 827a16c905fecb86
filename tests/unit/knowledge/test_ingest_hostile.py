"""Files that are broken, locked or made to do harm: one sentence, bounded time, bounded memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx_bytes import NAMESPACE, body, docx, paragraph
from pdf_bytes import CATALOG, PAGE, PAGES, pdf, stream

from bot.settings import ROOT
from knowledge.ingest.propose import propose
from knowledge.ingest.read import reading
from knowledge.ingest.read.limits import MAX_FILE_BYTES, MEMORY_BYTES
from knowledge.ingest.stuck import StuckWords
from knowledge.schema import KnowledgeError
from knowledge.vietnamese.normalise import MODEL_FILE

OFFICIAL = ROOT / "tests" / "unit" / "knowledge" / "official"
SECONDS = 20
"""Most take 0.2; a busy machine may take long, an endless loop takes 120."""
MEGABYTES = MEMORY_BYTES // 2**20

_ASK = """
import json, resource, sys, time
from pathlib import Path
from knowledge.ingest.read.reading import read_document
from knowledge.schema import KnowledgeError
start, said = time.monotonic(), ""
try:
    read_document(Path(sys.argv[1]))
except KnowledgeError as error:
    said = str(error)
own = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # getrusage would tell pytest's
peaks = int(own.split()[1]) // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps([said, time.monotonic() - start, *peaks]))
"""


@dataclass(frozen=True)
class Outcome:
    """What was said about a file, and what it cost."""

    said: str
    seconds: float
    parent_megabytes: int
    child_megabytes: int


def ask(path: Path) -> Outcome:
    """Read a file in a process of its own, so that time and memory are those of this file."""
    done = subprocess.run([sys.executable, "-c", _ASK, str(path)], cwd=ROOT, capture_output=True, check=True)
    return Outcome(*json.loads(done.stdout))


def laughs() -> str:
    """Give a document whose ten entities unfold to ten billion words."""
    entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(10))
    return f"<!DOCTYPE a [{entities}]>{body(paragraph('&a9;'))}"


def forged_size(path: Path) -> Path:
    """Write a bomb that claims to be small."""
    docx(path, b" " * 60_000_000)
    with zipfile.ZipFile(path) as archive:
        size = archive.infolist()[0].file_size.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    return path


def lattice() -> bytes:
    """Give page nodes that each name the next one twice: two to the thirtieth pages, one per leaf path."""
    nodes = [f"<< /Type /Pages /Kids [{n + 1} 0 R {n + 1} 0 R] /Count 2 >>".encode() for n in range(2, 32)]
    return pdf(CATALOG, *nodes, PAGE.replace(b"4 0 R", b"33 0 R"), stream(b""))


ENCRYPT = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"00" * 32 + b"> /U <" + b"00" * 32
ENCRYPT += b"> /P -4 >> /ID [<00> <00>]"
PACKED_TWICE = "[/FlateDecode /FlateDecode]"

FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "sparse.pdf": (sparse, r"thấy tệp 200\.0 MB, cần tệp có nội dung và nhiều nhất 30 MB"),
    "empty.txt": (lambda p: written(p, b""), r"thấy tệp 0\.0 MB, cần tệp có nội dung"),
    "noise.txt": (lambda p: written(p, bytes(range(256)) * 50), r"nhị phân|không giải mã được"),
    "noise.pdf": (lambda p: written(p, bytes(range(256)) * 50), r"PDF hỏng .*cần PDF mở được"),
    "noise.docx": (lambda p: written(p, bytes(range(256)) * 50), r"tệp \.docx hỏng .*cần tệp \.docx mở được"),
    "noise.html": (lambda p: written(p, bytes(range(256)) * 50), r"nhị phân|không giải mã được"),
    "long.txt": (lambda p: written(p, "Xã phường thị trấn ".encode() * 1_000_000), r"ký tự, cần nhiều nhất 2000000"),
    "locked.pdf": (
        lambda p: written(p, pdf(CATALOG, PAGES, PAGE, stream(b""), trailer=ENCRYPT)),
        r"thấy PDF có mật khẩu hoặc khóa sao chép, cần PDF không khóa",
    ),
    "scan.pdf": (
        lambda p: written(p, pdf(CATALOG, PAGES, PAGE, stream(b""))),
        r"thấy 1 trang đều là ảnh chụp \(bản scan\), không có lớp chữ, cần bản có chữ: .*OCR",
    ),
    "loop.pdf": (
        lambda p: written(p, pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")),
        r"PDF hỏng",
    ),
    "lattice.pdf": (lambda p: written(p, lattice()), r"PDF hỏng .*[Ll]imit"),
    "stream.pdf": (
        lambda p: written(p, pdf(CATALOG, PAGES, PAGE, stream(b"BT (a) Tj ET\n" * 9_000_000))),
        r"PDF hỏng .*[Ll]imit",
    ),
    "packed_twice.pdf": (
        lambda p: written(p, pdf(CATALOG, PAGES, PAGE, stream(zlib.compress(b" " * 200_000_000), PACKED_TWICE))),
        r"PDF hỏng .*[Ll]imit",
    ),
    "cut.pdf": (
        lambda p: written(p, (OFFICIAL / "nghi-dinh-63-2010.pdf").read_bytes()[:40_000]),
        r"PDF hỏng .*cần PDF mở được: tải lại",
    ),
    "locked.docx": (
        lambda p: written(p, bytes.fromhex("D0CF11E0A1B11AE1") + bytes(5000)),
        r"tệp Word có mật khẩu, hoặc là \.doc đời cũ đổi tên, cần tệp \.docx không mật khẩu",
    ),
    "bomb.docx": (lambda p: docx(p, b" " * 60_000_000), r"word/document\.xml bung ra hơn 40 MB"),
    "forged.docx": (forged_size, r"tệp \.docx hỏng|bung ra hơn"),
    "laughs.docx": (lambda p: docx(p, laughs()), r"DOCTYPE|hỏng hoặc quá lớn"),
    "external.docx": (
        lambda p: docx(p, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body(paragraph("&x;"))),
        r"khai báo DOCTYPE, điều Word không bao giờ ghi",
    ),
    "deep.docx": (lambda p: docx(p, f"<w:document {NAMESPACE}>" + "<w:p>" * 200_000), r"hỏng hoặc quá lớn .*depth"),
    "other.docx": (lambda p: _zip(p, "readme.txt"), r"tệp \.zip không có word/document\.xml"),
    "deep.html": (lambda p: written(p, b"<div>" * 1_000_000), r"hơn 250 thẻ HTML lồng vào nhau"),
    "hungry.html": (lambda p: written(p, b"<p>a</p>" * 3_500_000), r"quá lớn|bộ nhớ"),
}


def _zip(path: Path, name: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_gets_one_sentence_and_no_more_than_its_share(tmp_path: Path, name: str) -> None:
    make, said = FILES[name]
    outcome = ask(make(tmp_path / name))
    with pytest.raises(KnowledgeError, match=said):
        raise KnowledgeError(outcome.said)
    assert outcome.said.startswith(f"{name}: thấy ")
    assert ", cần " in outcome.said
    assert "\n" not in outcome.said
    assert outcome.seconds < SECONDS
    assert outcome.child_megabytes <= MEGABYTES
    assert outcome.parent_megabytes < 200


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.txt", "Mật khẩu của xã phường".encode())
    entity = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(KnowledgeError) as refused:
        reading.read_document(docx(tmp_path / "a.docx", entity + body(paragraph("&x;"))))
    assert "Mật khẩu" not in str(refused.value)


def test_what_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 1)
    endless = "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">xã"
    with pytest.raises(
        KnowledgeError, match=r"a\.html: thấy tệp đọc quá \d+ giây chưa xong, cần một văn bản cỡ thường"
    ):
        reading.read_document(written(tmp_path / "a.html", endless.encode()))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.pdf", r"không thấy tệp này, cần một tệp \.txt, \.docx, \.pdf hoặc \.html"),
        (".", r"không thấy tệp này"),
        ("table.xlsx", r"table\.xlsx: thấy đuôi '\.xlsx', cần \.txt, \.docx, \.pdf hoặc \.html"),
    ],
)
def test_what_is_no_document_is_not_opened(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "table.xlsx").write_bytes(b"x")
    with pytest.raises(KnowledgeError, match=said):
        reading.read_document(tmp_path / name)


def test_the_size_limit_leaves_room_for_real_documents() -> None:
    assert max(path.stat().st_size for path in OFFICIAL.iterdir()) * 100 < MAX_FILE_BYTES


SENTENCE = "Công dân đến xã phường nộp hồ sơ "


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 9 + ". " * 150_000,
        SENTENCE * 9 + "xã," * 60_000,
        SENTENCE * 9 + "ạb" * 150_000,
        SENTENCE * 9 + "-" + " " * 300_000 + "-\f" + SENTENCE + "\f-" + " " * 300_000 + "-",
        "\f".join(f"Đầu trang xã\n{SENTENCE}\n{page}" for page in range(5_000)),
        "\n".join([SENTENCE * 2 + "chứ-", "ng sinh"] * 4_000),
        "\n".join(f"Điều {number}. Xã" for number in range(20_000)),
    ],
    ids=["dots", "commas", "one word", "spaces", "pages", "hyphens", "articles"],
)
def test_a_text_made_to_be_slow_is_cut_in_time(tmp_path: Path, stuck: StuckWords, text: str) -> None:
    start = time.monotonic()
    try:
        assert propose(written(tmp_path / "a.txt", text.encode()), stuck).pieces
    except KnowledgeError as error:
        assert str(error).startswith("a.txt: không thấy đoạn nào cắt ra được (")
    assert time.monotonic() - start < SECONDS


@pytest.fixture(scope="module")
def stuck() -> StuckWords:
    return StuckWords.load(ROOT / "models" / MODEL_FILE)
