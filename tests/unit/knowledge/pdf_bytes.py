"""PDF files written by hand, good and hostile."""

from __future__ import annotations

import zlib

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)


def stream(data: bytes, filters: str = "/FlateDecode") -> bytes:
    """Give a stream object with its data packed."""
    packed = zlib.compress(data)
    return f"<< /Length {len(packed)} /Filter {filters} >>\nstream\n".encode() + packed + b"\nendstream"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Give a file of numbered objects, the first of them the catalog."""
    content, places = b"%PDF-1.7\n", []
    for number, data in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    start = len(content)
    content += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode() + table
    content += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R ".encode() + trailer + b" >>\n"
    return content + f"startxref\n{start}\n%%EOF\n".encode()
