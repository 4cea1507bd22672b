import json
from pathlib import Path

import pytest

from unseen_training import pack, verify
from unseen_training.config import Recipe

LITE = Path(__file__).parents[2] / "models" / "lite"


@pytest.fixture
def folder(tmp_path: Path, recipe: Recipe) -> Path:
    """A pack folder whose files only pretend: enough for checksums and listing."""
    for name in (pack.IMAGE_ENCODER, *pack.SOURCES):
        (tmp_path / name).write_text(name)
    pack.write_manifest(tmp_path, pack.identity_of(recipe))
    return tmp_path


def test_the_manifest_lists_every_file_and_a_changed_byte_is_found(folder: Path) -> None:
    assert verify.check_files(folder) == []
    (folder / "imfa.onnx").write_text("another")
    assert verify.check_files(folder) == ["imfa.onnx: checksum differs"]


def test_an_unlisted_file_is_found(folder: Path) -> None:
    (folder / "extra.bin").write_text("x")
    assert "extra.bin" in verify.check_files(folder)[0]


def test_refreshing_keeps_the_identity_and_takes_in_documents(folder: Path) -> None:
    (folder / "MODEL_CARD.md").write_text("# tiny")
    pack.refresh_manifest(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["name"], manifest["version"], manifest["spaces"]["region"]) == ("tiny", "0.0.1", 8)
    assert "MODEL_CARD.md" in manifest["files"]
    assert "efficientnet-lite0" in manifest["files"]["image-encoder.onnx"]["source"]
    assert verify.check_files(folder) == []


def test_the_shipped_pack_is_sound() -> None:
    assert verify.verify(LITE) == []
