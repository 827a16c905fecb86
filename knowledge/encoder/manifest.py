"""Hashes of the encoder's files: what must lie there, and the proof that a build is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from knowledge.encoder.errors import EncoderError

MANIFEST = "manifest.json"
WEIGHTS = "e5-small-vi.q4.safetensors"
TOKENIZER = "tokenizer.json"
SOURCES = (WEIGHTS, TOKENIZER, "config.json")
"""The committed files from which the encoder is built."""

QUERY_GRAPH = "onnx/query.onnx"
PASSAGE_GRAPH = "onnx/passage.onnx"

QUERY_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "
"""E5 models are trained with these two; without them the vectors are worse."""

_CHUNK = 1 << 20


def fingerprint(path: Path) -> dict[str, Any]:
    """Describe a file by its size in bytes and its SHA-256."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def write_manifest(folder: Path, names: Iterable[str], **notes: Any) -> None:
    """Write the manifest of a folder; call it last, so that its presence means that the rest is there.

    :param folder: Folder of the files.
    :param names: Files to list, relative to the folder.
    :param notes: Further entries beside ``files``.
    """
    content = {**notes, "files": {name: fingerprint(folder / name) for name in sorted(names)}}
    (folder / MANIFEST).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_manifest(folder: Path, remedy: str) -> dict[str, Any]:
    """Read a folder's manifest.

    :param folder: Folder of the manifest.
    :param remedy: What to do when it is not readable, as a sentence.
    :raises EncoderError: There is none, or it is no manifest.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise EncoderError(f"{path} is missing. {remedy}") from None
    except ValueError as problem:
        raise EncoderError(f"{path} is not valid JSON ({problem}). {remedy}") from None
    if not isinstance(content, dict) or not isinstance(content.get("files"), dict):
        raise EncoderError(f"{path} lists no files. {remedy}")
    return content


def check_files(folder: Path, files: Mapping[str, Mapping[str, Any]], remedy: str) -> None:
    """Compare the files of a folder with their listed sizes and hashes.

    :param folder: Folder of the files.
    :param files: The manifest's ``files``.
    :param remedy: What to do about a difference, as a sentence.
    :raises EncoderError: Naming the first file that is missing, of another size or of another hash.
    """
    for name, expected in files.items():
        path = folder / name
        if not path.is_file():
            raise EncoderError(f"{path} is missing, expected {expected['bytes']} bytes. {remedy}")
        size = path.stat().st_size
        if size != expected["bytes"]:
            raise EncoderError(f"{path} has {size} bytes, expected {expected['bytes']}. {remedy}")
        found = fingerprint(path)["sha256"]
        if found != expected["sha256"]:
            raise EncoderError(f"{path} has sha256 {found}, expected {expected['sha256']}. {remedy}")
