"""Q4_0, the 4-bit block format of the ggml family: 32 weights in 18 bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
"""Weights in a block."""

BLOCK_BYTES = 18
"""A float16 scale, then 16 bytes of two weights each."""

_ZERO = 8
"""A nibble holds weight / scale + 8."""


def dequantise(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turn 4-bit blocks into weights: ``(nibble - 8) * scale``.

    Byte ``j`` of a block holds weight ``j`` in its low and weight ``j + 16`` in its high nibble.

    :param blocks: uint8 of shape (rows, columns / 32, 18).
    :return: float32 of shape (rows, columns).
    """
    rows, across, _ = blocks.shape
    scales = _scales(blocks)
    packed = blocks[..., 2:]
    nibbles = np.concatenate([packed & 0x0F, packed >> 4], axis=-1).astype(np.float32)
    return ((nibbles - _ZERO) * scales).reshape(rows, across * BLOCK)


def to_float(values: NDArray[Any]) -> NDArray[np.float32]:
    """Give a tensor's values, whether it is kept in blocks (uint8) or as they are (float32)."""
    return dequantise(values) if values.dtype == np.uint8 else values.astype(np.float32, copy=False)


def repack_pairs(blocks: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Bring blocks into the order of ONNX Runtime's ``MatMulNBits``: byte ``j`` holds weights ``2j`` and ``2j + 1``.

    :param blocks: uint8 of shape (rows, columns / 32, 18).
    :return: Nibbles, uint8 of shape (rows, columns / 32, 16), and scales, float32 of shape (rows, columns / 32).
    """
    packed = blocks[..., 2:]
    nibbles = np.concatenate([packed & 0x0F, packed >> 4], axis=-1)
    pairs = nibbles[..., 0::2] | (nibbles[..., 1::2] << 4)
    return pairs.astype(np.uint8), _scales(blocks)[..., 0]


def _scales(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
