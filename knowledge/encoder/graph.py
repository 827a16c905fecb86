"""The encoder as two ONNX graphs, from token ids of one text to its L2-normalised vector.

``passage``: the committed 4-bit blocks multiplied in float32 (``MatMulNBits``), equal to the sentence-transformers
model. ``query``: the same weights as 7-bit integers with one scale a row, inputs smoothed and rounded to 8 bits
(``DynamicQuantizeMatMul``). Seven bits, because eight overflow the 16-bit sums of x86 processors without VNNI. One
text a call: scales then never depend on what else is asked at the same time. Sums and layer norms stay two
operations: ONNX Runtime's fused one takes twice the time of both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from knowledge.encoder.blocks import BLOCK, dequantise, repack_pairs
from knowledge.encoder.smoothing import PREFIX, smoothing_scale

OUTPUT = "sentence_embedding"
INPUT = "input_ids"

_EXTRA = "com.microsoft"
_ONNX_OPSET = 20
_IR_VERSION = 10
_LARGEST = 63
"""Largest 7-bit weight."""
_FLOAT32 = 1
"""``accuracy_level`` of MatMulNBits: inputs as they are."""

Tensors = Mapping[str, NDArray[Any]]
Linear = Callable[["Graph", str, Sequence[str], str], str]


class Graph:
    """A graph under construction: nodes in order, constants by name."""

    def __init__(self, tensors: Tensors, config: Mapping[str, Any]) -> None:
        self.tensors = tensors
        self.config = config
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """Add a constant and return its name."""
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **settings: Any) -> str:
        """Add an operation with one output and return the output's name."""
        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **settings))
        return output

    def runtime_node(self, kind: str, inputs: Sequence[str], output: str, **settings: Any) -> str:
        """Add one of ONNX Runtime's own operations and return its output's name."""
        return self.node(kind, inputs, output, _EXTRA, **settings)

    def stacked(self, layers: Sequence[str], kind: str) -> NDArray[Any]:
        """Put the weights or biases of layers with the same input on top of each other."""
        return np.concatenate([self.tensors[f"{layer}.{kind}"] for layer in layers])

    def norm_of(self, layer: str) -> tuple[str, str]:
        """Add a layer norm's weight and bias."""
        name = f"{layer}.LayerNorm"
        return (
            self.constant(f"{name}.weight", self.tensors[f"{name}.weight"]),
            self.constant(f"{name}.bias", self.tensors[f"{name}.bias"]),
        )

    def finish(self, output: str) -> bytes:
        """Return the graph as a serialised ONNX model."""
        size = self.config["hidden_size"]
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "tokens"])],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, size])],
            self._constants,
        )
        opsets = [helper.make_opsetid("", _ONNX_OPSET), helper.make_opsetid(_EXTRA, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        serialised: bytes = model.SerializeToString(deterministic=True)
        return serialised


def exact(graph: Graph, inputs: str, layers: Sequence[str], output: str) -> str:
    """Multiply by the committed 4-bit blocks in float32."""
    pairs, scales = repack_pairs(graph.stacked(layers, "weight"))
    rows, across = scales.shape
    constants = [graph.constant(f"{output}.blocks", pairs), graph.constant(f"{output}.scales", scales.reshape(-1))]
    bias = graph.constant(f"{output}.bias", graph.stacked(layers, "bias"))
    settings = {"K": across * BLOCK, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": _FLOAT32}
    return graph.runtime_node("MatMulNBits", [inputs, *constants, "", "", bias], output, **settings)


def fast(graph: Graph, inputs: str, layers: Sequence[str], output: str) -> str:
    """Multiply in integers."""
    weights = dequantise(graph.stacked(layers, "weight"))
    smooth = smoothing_scale(graph.tensors[PREFIX + layers[0]], weights)
    weights = weights * smooth
    scales = (np.abs(weights).max(axis=1) / _LARGEST).astype(np.float32)
    integers = np.rint(weights / scales[:, None]).astype(np.int8)
    even = graph.node("Mul", [inputs, graph.constant(f"{output}.smooth", 1 / smooth)], f"{output}.even")
    constants = [
        graph.constant(f"{output}.integers", integers.T),
        graph.constant(f"{output}.scales", scales),
        graph.constant(f"{output}.zeros", np.zeros(len(scales), dtype=np.int8)),
        graph.constant(f"{output}.bias", graph.stacked(layers, "bias")),
    ]
    return graph.runtime_node("DynamicQuantizeMatMul", [even, *constants], output)


def build_graph(tensors: Tensors, config: Mapping[str, Any], linear: Linear) -> bytes:
    """Write BERT with mean pooling and L2 normalisation as an ONNX model for one text.

    :param tensors: The committed tensors: Q4_0 blocks (uint8), float32 values, ``max|x|`` for smoothing.
    :param config: The transformer's ``config.json``.
    :param linear: How linear layers multiply: ``exact`` or ``fast``.
    :return: The serialised model.
    """
    graph = Graph(tensors, config)
    hidden = _embed(graph)
    for layer in range(config["num_hidden_layers"]):
        hidden = _encode_layer(graph, hidden, f"encoder.layer.{layer}", linear)
    pooled = graph.node("ReduceMean", [hidden, graph.constant("token_axis", np.array([1]))], "pooled", keepdims=0)
    return graph.finish(graph.node("LpNormalization", [pooled], OUTPUT, axis=-1, p=2))


def _embed(graph: Graph) -> str:
    words = graph.constant("words", dequantise(graph.tensors["embeddings.word_embeddings.weight"]))
    places = graph.tensors["embeddings.position_embeddings.weight"]
    first_type = graph.tensors["embeddings.token_type_embeddings.weight"][0]
    table = graph.constant("positions", places + first_type)
    zero = graph.constant("zero", np.array([0]))
    length = graph.node("Shape", [INPUT], "length", start=1, end=2)
    positions = graph.node("Slice", [table, zero, length, zero], "position_vectors")
    tokens = graph.node("Gather", [words, INPUT], "word_vectors")
    total = graph.node("Add", [tokens, positions], "embedded")
    epsilon = graph.config["layer_norm_eps"]
    return graph.node("LayerNormalization", [total, *graph.norm_of("embeddings")], "hidden", axis=-1, epsilon=epsilon)


def _encode_layer(graph: Graph, hidden: str, name: str, linear: Linear) -> str:
    size, heads = (graph.config[key] for key in ("hidden_size", "num_attention_heads"))
    sources = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    together = linear(graph, hidden, sources, f"{name}.qkv")
    parts = [_slice(graph, together, i * size, (i + 1) * size, source) for i, source in enumerate(sources)]
    mixed = graph.runtime_node("MultiHeadAttention", parts, f"{name}.mixed", num_heads=heads)
    attended = linear(graph, mixed, [f"{name}.attention.output.dense"], f"{name}.attended")
    settled = _settle(graph, attended, hidden, f"{name}.attention.output", f"{name}.settled")
    wide = linear(graph, settled, [f"{name}.intermediate.dense"], f"{name}.wide")
    active = graph.runtime_node("Gelu", [wide], f"{name}.active")
    narrow = linear(graph, active, [f"{name}.output.dense"], f"{name}.narrow")
    return _settle(graph, narrow, settled, f"{name}.output", f"{name}.hidden")


def _settle(graph: Graph, change: str, before: str, layer: str, output: str) -> str:
    total = graph.node("Add", [change, before], f"{output}.sum")
    epsilon = graph.config["layer_norm_eps"]
    return graph.node("LayerNormalization", [total, *graph.norm_of(layer)], output, axis=-1, epsilon=epsilon)


def _slice(graph: Graph, source: str, start: int, end: int, output: str) -> str:
    values = {"start": start, "end": end, "axis": 2}
    bounds = [graph.constant(f"{output}.{key}", np.array([value])) for key, value in values.items()]
    return graph.node("Slice", [source, *bounds], output)
