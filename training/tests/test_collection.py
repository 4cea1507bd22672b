"""Training on a collection's own captions, with pictures made here and the encoders of the pack that ships."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from unseen_training.collection import Captioned, open_pixels, read_items, split_items
from unseen_training.collection_train import CannotTrain, Order, train_collection
from unseen_training.verify import check_files, golden_errors

LITE = Path(__file__).parent.parent.parent / "models" / "lite"
WORDS = ["zorp", "blick", "mundo", "farn", "gleeb", "tosk", "wamble", "quist"]
"""Words that say nothing to the pack that ships, each for a color."""
COLORS = [(220, 30, 30), (30, 200, 40), (40, 60, 220), (230, 210, 40), (150, 40, 190), (40, 200, 210), (240, 130, 30), (90, 90, 90)]


def _png(draw: np.random.Generator, color: tuple[int, int, int]) -> bytes:
    pixels = np.clip(np.asarray(color) + draw.normal(0, 12, (64, 64, 3)), 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def _line(identity: int, captions: list[str], file: bytes | None) -> str:
    picture = file and {"sha256": hashlib.sha256(file).hexdigest(), "data": base64.b64encode(file).decode()}
    return json.dumps({"id": str(identity), "captions": captions, **({"picture": picture} if picture else {})})


@pytest.fixture(scope="module")
def export() -> list[str]:
    draw = np.random.default_rng(3)
    pictures = [_line(at, [f"a {WORDS[at % 8]} thing"], _png(draw, COLORS[at % 8])) for at in range(96)]
    return [*pictures, _line(96, ["no picture"], None), _line(97, [], _png(draw, COLORS[0])), _line(98, ["broken"], b"nothing")]


def _order(out: Path, base: Path = LITE, epochs: int | None = None) -> Order:
    return Order(base, out, "shop", "1.0.0", 99, epochs)


@pytest.fixture(scope="module")
def trained(export: list[str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict, list[dict]]:
    out, said = tmp_path_factory.mktemp("packs") / "shop", []
    return out, train_collection(export, _order(out), said.append), said


def test_learns_words_that_the_pack_does_not_know(trained: tuple[Path, dict, list[dict]]) -> None:
    _, result, _ = trained
    assert result["kept"]
    assert result["trained"]["textToImage"]["R@1"] > result["base"]["textToImage"]["R@1"] + 40
    assert (result["trainedOn"] + result["heldOut"], result["passedOver"]) == (96, 3)


def test_writes_a_pack_whose_graphs_give_what_was_trained(trained: tuple[Path, dict, list[dict]]) -> None:
    out, _, _ = trained
    assert check_files(out) == []
    assert max(golden_errors(out).values()) < 2e-3
    manifest = json.loads((out / "manifest.json").read_text("utf8"))
    assert (manifest["name"], manifest["format"]) == ("shop", 1)
    assert "match" not in manifest
    assert not out.with_name("shop.partial").exists()


def test_says_how_far_it_is(trained: tuple[Path, dict, list[dict]]) -> None:
    _, _, said = trained
    assert [stage for stage in dict.fromkeys(line["stage"] for line in said)] == ["encode", "train", "measure"]
    last = {line["stage"]: line for line in said}
    assert last["train"]["done"] == last["train"]["total"]
    assert last["measure"]["done"] == 100


def test_refuses_to_be_worse(export: list[str], trained: tuple[Path, dict, list[dict]], tmp_path: Path) -> None:
    best, _, _ = trained
    result = train_collection(export, _order(tmp_path / "other", best, epochs=1), lambda _: None)
    assert not result["kept"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", [0, 5, 40])
def test_refuses_too_few_pictures(export: list[str], tmp_path: Path, count: int) -> None:
    with pytest.raises(CannotTrain, match=f"^{count} items"):
        train_collection(export[:count], _order(tmp_path / "out"), lambda _: None)


def test_refuses_a_pack_of_another_recipe(export: list[str], tmp_path: Path) -> None:
    base = tmp_path / "clip"
    base.mkdir()
    stages = [{"file": "vision_model.onnx"}]
    document = {"name": "clip", "version": "1.0.0", "image": {"stages": stages}, "text": {"stages": stages}}
    (base / "manifest.json").write_text(json.dumps(document), "utf8")
    with pytest.raises(CannotTrain, match="clip@1.0.0 was not made by the recipe"):
        train_collection(export, _order(tmp_path / "out", base), lambda _: None)


def test_the_same_picture_is_never_on_both_sides() -> None:
    items = [Captioned(hashlib.sha256(str(at % 30).encode()).hexdigest(), ["a"], at) for at in range(90)]
    train, held_out = split_items(items)
    assert len(train) + len(held_out) == 90
    assert 20 <= len(held_out) <= 36
    assert not {item.sha256 for item in train} & {item.sha256 for item in held_out}


def test_reads_captions_without_needless_blanks_and_passes_over_what_has_none() -> None:
    lines = [_line(0, ["  a  red\nchair ", "  "], b"x"), "", _line(1, [" "], b"x")]
    found = list(read_items(lines))
    assert found[0] is not None and found[0][1] == ["a red chair"]
    assert found[1] is None


def test_lays_transparent_pictures_on_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, "PNG")
    pixels = open_pixels(file.getvalue())
    assert pixels is not None and pixels.min() == 255
