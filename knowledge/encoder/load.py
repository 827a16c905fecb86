"""The encoder as the rest of the project sees it: texts in, unit vectors out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""float32 of shape (texts, dim), each row of length 1."""


class Encoder(ABC):
    """Turns questions and passages into vectors whose inner product is their cosine.

    >>> encoder = Encoder.load()
    >>> question = encoder.encode_queries(["Làm căn cước ở đâu?"])
    >>> passage = encoder.encode_passages(["Nộp hồ sơ tại Công an cấp xã."])
    >>> float((question @ passage.T)[0, 0]) > 0.8
    True
    """

    fingerprint: str
    """Changes when the weights, their rounding or the prompts change; an index holds for one fingerprint."""

    dim: int
    """Length of a vector."""

    @abstractmethod
    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions, also the wordings of questions that an index holds.

        :param texts: Questions, without prompt.
        :return: float32 of shape (len(texts), dim), L2-normalised.
        """

    @abstractmethod
    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode texts that answer questions.

        :param texts: Passages, without prompt.
        :return: float32 of shape (len(texts), dim), L2-normalised.
        """

    @staticmethod
    def load(name_or_path: str | None = None, *, threads: int = 1, allow_download: bool = False) -> Encoder:
        """Load the built-in encoder or any sentence-transformers model.

        :param name_or_path: Name or folder of a sentence-transformers model; None for the built-in encoder.
        :param threads: Processor threads for one text.
        :param allow_download: Whether a named model may be fetched; the built-in encoder never needs to be.
        :raises EncoderError: The encoder is not built, is damaged, or cannot be loaded.
        """
        # Each kind imports its own runtime: torch takes seconds, and the built-in encoder does without it.
        if name_or_path is None:
            from knowledge.encoder.builtin import BuiltinEncoder

            return BuiltinEncoder(threads=threads)
        from knowledge.encoder.named import NamedEncoder

        return NamedEncoder(name_or_path, threads=threads, allow_download=allow_download)
