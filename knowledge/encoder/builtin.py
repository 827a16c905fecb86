"""The built-in encoder: multilingual-e5-small run by ONNX Runtime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from knowledge.encoder.errors import EncoderError
from knowledge.encoder.expand import BUILT, BUILT_REMEDY, check_built
from knowledge.encoder.load import Encoder, Vectors
from knowledge.encoder.manifest import (
    PASSAGE_GRAPH,
    PASSAGE_PROMPT,
    QUERY_GRAPH,
    QUERY_PROMPT,
    TOKENIZER,
    read_manifest,
)

_SLOWER_FUSION = "SkipLayerNormFusion"
"""Would make one operation of a sum and a layer norm, which takes twice the time of both."""
_ERRORS_ONLY = 3
"""ONNX Runtime's log level: warnings about the hardware are nothing an operator can act on."""


class BuiltinEncoder(Encoder):
    """Runs the graphs that ``expand`` made; needs neither torch nor a network. Safe to call from several threads."""

    def __init__(self, folder: Path = BUILT, *, threads: int = 1) -> None:
        """Load the tokenizer and the graph for questions; the one for passages is loaded when first needed.

        :param folder: The folder that ``expand`` made.
        :param threads: Processor threads for one text.
        :raises EncoderError: The folder is missing, incomplete or damaged.
        """
        check_built(folder)
        self._folder = folder
        self._threads = threads
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.dim = int(config["hidden_size"])
        self.fingerprint = _fingerprint(folder)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(config["max_position_embeddings"])
        self._queries = self._open(QUERY_GRAPH)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions with the fast graph; see ``Encoder``."""
        return self._run(self._queries, QUERY_PROMPT, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages with the exact graph; see ``Encoder``."""
        return self._run(self._passages, PASSAGE_PROMPT, texts)

    @cached_property
    def _passages(self) -> onnxruntime.InferenceSession:
        return self._open(PASSAGE_GRAPH)

    def _open(self, name: str) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        # The arena would keep the memory of the longest text ever seen; texts differ in length and the gain is nil.
        options.enable_cpu_mem_arena = False
        path = self._folder / name
        try:
            return onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOWER_FUSION]
            )
        except RuntimeError as problem:
            raise EncoderError(f"{path} cannot be run by this ONNX Runtime ({problem}). {BUILT_REMEDY}") from problem

    def _run(self, session: onnxruntime.InferenceSession, prompt: str, texts: Sequence[str]) -> Vectors:
        # One text a call: on one processor batches are no faster, and a vector never depends on its neighbours.
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            ids = np.array([self._tokenizer.encode(prompt + text).ids], dtype=np.int64)
            vectors[row] = session.run(None, {"input_ids": ids})[0][0]
        return vectors


def _fingerprint(folder: Path) -> str:
    files = read_manifest(folder, BUILT_REMEDY)["files"]
    parts = [files[name]["sha256"] for name in (QUERY_GRAPH, PASSAGE_GRAPH, TOKENIZER)]
    return "e5-small-vi:" + hashlib.sha256("".join(parts).encode()).hexdigest()[:32]
