"""Builds the encoder from the committed 4-bit file: a sentence-transformers model, and the graphs that run it.

``python -m knowledge.encoder.expand`` is what ``make setup`` calls. Needs no network, no torch and 2 seconds.
"""

from __future__ import annotations

import json
import logging
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from safetensors.numpy import load_file, save_file

from knowledge.encoder.blocks import to_float
from knowledge.encoder.errors import EncoderError
from knowledge.encoder.manifest import (
    PASSAGE_GRAPH,
    PASSAGE_PROMPT,
    QUERY_GRAPH,
    QUERY_PROMPT,
    TOKENIZER,
    WEIGHTS,
    check_files,
    fingerprint,
    read_manifest,
    write_manifest,
)
from knowledge.encoder.smoothing import PREFIX

log = logging.getLogger(__name__)

SOURCE = Path(__file__).resolve().parents[2] / "models" / "encoder"
"""Folder of the committed files."""

BUILT = SOURCE / "built"

SOURCE_REMEDY = "Run `git checkout -- models/encoder` to get the committed file back, then `make setup`."
BUILT_REMEDY = "Run `make setup` to build the encoder again."

_MODULES = (
    ("", "sentence_transformers.base.modules.transformer.Transformer"),
    ("1_Pooling", "sentence_transformers.sentence_transformer.modules.pooling.Pooling"),
    ("2_Normalize", "sentence_transformers.base.modules.normalize.Normalize"),
)
_SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "pad_token": "<pad>",
    "unk_token": "<unk>",
    "mask_token": "<mask>",
}


def expand(source: Path = SOURCE, built: Path = BUILT) -> bool:
    """Build the encoder unless it is there, whole and made from the present sources.

    :param source: Folder of the committed files and their manifest.
    :param built: Folder to make; it appears whole or not at all.
    :return: Whether anything had to be built.
    :raises EncoderError: A committed file is missing, truncated or changed.
    """
    files = read_manifest(source, SOURCE_REMEDY)["files"]
    check_files(source, files, SOURCE_REMEDY)
    sources = {**files, **_own_code()}
    if _is_current(built, sources):
        return False
    built.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(built)
    beside = Path(tempfile.mkdtemp(prefix=f".{built.name}-", dir=built.parent))
    try:
        beside.chmod(0o755)  # mkdtemp makes it readable by its owner only
        _write_model(source, beside)
        _write_graphs(source, beside)
        names = [str(path.relative_to(beside)) for path in beside.rglob("*") if path.is_file()]
        write_manifest(beside, names, made_from=sources)
        _replace(built, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return True


def check_built(folder: Path = BUILT) -> None:
    """Check that a built encoder is whole.

    :param folder: The folder that ``expand`` made.
    :raises EncoderError: A file is missing, truncated or changed; names it, with size or hash found and expected.
    """
    check_files(folder, read_manifest(folder, BUILT_REMEDY)["files"], BUILT_REMEDY)


def _own_code() -> dict[str, Any]:
    """Return the hashes of the modules that decide what is written, so that a change of theirs is a new build."""
    here = Path(__file__)
    return {path.name: fingerprint(path) for path in (here, here.with_name("graph.py"), here.with_name("blocks.py"))}


def _is_current(built: Path, sources: dict[str, Any]) -> bool:
    try:
        check_built(built)
    except EncoderError:
        return False
    return bool(read_manifest(built, BUILT_REMEDY).get("made_from") == sources)


def _clear_leftovers(built: Path) -> None:
    for leftover in built.parent.glob(f".{built.name}-*"):
        shutil.rmtree(leftover)


def _replace(built: Path, beside: Path) -> None:
    if built.exists():
        old = beside / "old"
        built.rename(old)
    beside.rename(built)
    shutil.rmtree(built / "old", ignore_errors=True)


def _write_model(source: Path, folder: Path) -> None:
    """Write the sentence-transformers model, in float32."""
    tensors = load_file(source / WEIGHTS)
    weights = {name: to_float(values) for name, values in tensors.items() if not name.startswith(PREFIX)}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)
    shutil.copyfile(source / TOKENIZER, folder / TOKENIZER)
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    length = config["max_position_embeddings"]
    _write_json(folder / "config.json", {**config, "dtype": "float32"})
    _write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": length, **_SPECIAL_TOKENS},
    )
    _write_json(
        folder / "modules.json",
        [{"idx": i, "name": str(i), "path": path, "type": kind} for i, (path, kind) in enumerate(_MODULES)],
    )
    # The pooler is not part of E5; without this transformers would add one with random weights.
    _write_json(
        folder / "sentence_bert_config.json",
        {
            "transformer_task": "feature-extraction",
            "model_kwargs": {"add_pooling_layer": False},
            "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
            "module_output_name": "token_embeddings",
        },
    )
    _write_json(
        folder / "1_Pooling" / "config.json", {"embedding_dimension": config["hidden_size"], "pooling_mode": "mean"}
    )
    _write_json(folder / "2_Normalize" / "config.json", {})
    prompts = {"query": QUERY_PROMPT, "document": PASSAGE_PROMPT, "passage": PASSAGE_PROMPT}
    _write_json(
        folder / "config_sentence_transformers.json",
        {"model_type": "SentenceTransformer", "prompts": prompts, "similarity_fn_name": "cosine"},
    )


def _write_graphs(source: Path, folder: Path) -> None:
    """Write the two graphs that the app runs."""
    # onnx writes graphs; reading the package's paths and checks must not need it.
    from knowledge.encoder.graph import build_graph, exact, fast

    tensors = load_file(source / WEIGHTS)
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    for name, linear in ((QUERY_GRAPH, fast), (PASSAGE_GRAPH, exact)):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(build_graph(tensors, config, linear))


def _write_json(path: Path, content: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    """Build; the exit status is 1 where a committed file is damaged."""
    try:
        made = expand()
    except EncoderError as error:
        log.error("%s", error)
        return 1
    log.info("Encoder %s: %s", "built" if made else "already built", BUILT)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sys.exit(main())
