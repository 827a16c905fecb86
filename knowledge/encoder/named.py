"""Any other sentence-transformers model, by name or folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from knowledge.encoder.errors import EncoderError
from knowledge.encoder.load import Encoder, Vectors

_BATCH = 16


class NamedEncoder(Encoder):
    """Runs a model that an operator chose, as sentence-transformers runs it, in float32 on the processor."""

    def __init__(self, name_or_path: str, *, threads: int = 1, allow_download: bool = False) -> None:
        """Load the model.

        :param name_or_path: Name on a model hub, or folder.
        :param threads: Processor threads for torch, in the whole process.
        :param allow_download: Whether the model may be fetched when it is not on this machine.
        :raises EncoderError: It cannot be loaded.
        """
        os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
        if not allow_download:
            os.environ["HF_HUB_OFFLINE"] = "1"
        # After the settings above: huggingface_hub reads them when it is imported.
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(threads)
        try:
            model = SentenceTransformer(name_or_path, device="cpu", local_files_only=not allow_download)
        except (OSError, ValueError, RuntimeError, ImportError, KeyError) as problem:
            raise EncoderError(_not_loaded(name_or_path, allow_download, problem)) from problem
        self._model = model.float().train(False)
        dim = model.get_embedding_dimension()
        if dim is None:
            raise EncoderError(f"{name_or_path} gives no dense vectors, expected a dense sentence-transformers model.")
        self.dim = int(dim)
        self.fingerprint = _fingerprint(self._model)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions; see ``Encoder``."""
        return self._encode(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages; see ``Encoder``."""
        return self._encode(self._model.encode_document, texts)

    def _encode(self, encode: Any, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dim), dtype=np.float32)
        vectors = encode(list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def _fingerprint(model: Any) -> str:
    digest = hashlib.sha256(repr(sorted(model.prompts.items())).encode())
    for name, values in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(values.contiguous().numpy().data)
    return "sentence-transformers:" + digest.hexdigest()[:32]


def _not_loaded(name: str, allow_download: bool, problem: Exception) -> str:
    lines = str(problem).strip().splitlines()
    reason = lines[0] if lines else type(problem).__name__
    where = "" if allow_download else " on this machine, without the network"
    return (
        f"Encoder {name} cannot be loaded{where} ({reason}). Expected the folder of a sentence-transformers model, "
        "or the name of one that has been fetched before; leave DEAN06_ENCODER empty for the built-in encoder."
    )
