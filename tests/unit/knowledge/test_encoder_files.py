"""Building the encoder from the committed file: whole, repeatable, and plain about damage."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.encoder.errors import EncoderError
from knowledge.encoder.expand import SOURCE, check_built, expand
from knowledge.encoder.manifest import MANIFEST, PASSAGE_GRAPH, QUERY_GRAPH, SOURCES, TOKENIZER, WEIGHTS


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "encoder"
    folder.mkdir()
    for name in (*SOURCES, MANIFEST):
        shutil.copyfile(SOURCE / name, folder / name)
    yield folder
    shutil.rmtree(folder)  # 200 MB that pytest would keep for three runs


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def test_a_truncated_committed_file_is_named_with_both_sizes_and_the_remedy(source: Path) -> None:
    cut_short(source / WEIGHTS)
    with pytest.raises(EncoderError) as error:
        expand(source, source / "built")
    size = (SOURCE / WEIGHTS).stat().st_size
    assert f"{WEIGHTS} has 1000 bytes, expected {size}" in str(error.value)
    assert "git checkout" in str(error.value)
    assert not (source / "built").exists()


@pytest.mark.parametrize("name", SOURCES)
def test_a_changed_committed_file_is_named_with_both_hashes(source: Path, name: str) -> None:
    flip_a_byte(source / name)
    with pytest.raises(EncoderError, match=rf"{name} has sha256 [0-9a-f]{{64}}, expected [0-9a-f]{{64}}"):
        expand(source, source / "built")


def test_a_missing_committed_file_is_named(source: Path) -> None:
    (source / TOKENIZER).unlink()
    with pytest.raises(EncoderError, match=f"{TOKENIZER} is missing"):
        expand(source, source / "built")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"files": 3}'])
def test_a_damaged_manifest_is_an_error_with_a_remedy(source: Path, content: str) -> None:
    (source / MANIFEST).write_text(content)
    with pytest.raises(EncoderError, match=rf"{MANIFEST}.*git checkout"):
        expand(source, source / "built")


def test_building_twice_does_nothing_the_second_time(source: Path) -> None:
    built = source / "built"
    assert expand(source, built)
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    assert not expand(source, built)
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


def test_damage_to_a_built_encoder_is_found_and_repaired(source: Path) -> None:
    built = source / "built"
    expand(source, built)
    whole = (built / QUERY_GRAPH).read_bytes()
    for damage, name, found in (
        (cut_short, QUERY_GRAPH, "has 1000 bytes"),
        (flip_a_byte, PASSAGE_GRAPH, "has sha256"),
        (Path.unlink, TOKENIZER, "is missing"),
        (Path.unlink, MANIFEST, "is missing"),
    ):
        damage(built / name)
        with pytest.raises(EncoderError, match=rf"{name} {found}.*make setup"):
            check_built(built)
        assert expand(source, built)
        check_built(built)
    assert (built / QUERY_GRAPH).read_bytes() == whole, "the same files must come out of every build"


def test_a_build_that_was_killed_half_way_is_cleared_away(source: Path) -> None:
    abandoned = source / ".built-abandoned"
    abandoned.mkdir()
    (abandoned / "model.safetensors").write_bytes(b"half")
    half = source / "built"
    half.mkdir()
    (half / "model.safetensors").write_bytes(b"half")
    assert expand(source, half)
    check_built(half)
    assert not abandoned.exists()
    assert sorted(path.name for path in source.iterdir()) == sorted([*SOURCES, MANIFEST, "built"])


def test_a_build_from_other_sources_is_made_anew(source: Path) -> None:
    built = source / "built"
    expand(source, built)
    manifest = built / MANIFEST
    manifest.write_text(manifest.read_text().replace('"made_from": {', '"made_from": {"other": {},'))
    assert expand(source, built)
    assert '"other"' not in manifest.read_text()
