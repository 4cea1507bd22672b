"""Training on a collection's own captions, with pictures made here and the encoders of the pack that ships."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from unseen_training.base_pack import Order
from unseen_training.collection import Captioned, read_items, split_items
from unseen_training.collection_train import CannotTrain, train_collection
from unseen_training.golden import formula_picture
from unseen_training.pack_runner import ImageSpec, PackRunner
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


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that nobody would take for one of the recipe: other files, lines of match."""
    folder = tmp_path_factory.mktemp("foreign") / "clip"
    folder.mkdir()
    document = (LITE / "manifest.json").read_text("utf8")
    for old, new in (("image-encoder.onnx", "vision.onnx"), ("image-head.onnx", "projection.onnx"), ("imfa.onnx", "words.onnx")):
        document = document.replace(f'"{old}"', f'"{new}"')
    for name in json.loads(document)["files"]:
        source = {"vision.onnx": "image-encoder.onnx", "projection.onnx": "image-head.onnx", "words.onnx": "imfa.onnx"}.get(name, name)
        shutil.copyfile(LITE / source, folder / name)
    (folder / "manifest.json").write_text(document, "utf8")
    return folder


def test_a_pack_of_any_making_gets_adapters_and_scorers(export: list[str], foreign: Path, tmp_path: Path) -> None:
    out = tmp_path / "shop"
    result = train_collection(export, _order(out, foreign), lambda _: None)
    assert result["kept"]
    assert result["trained"]["textToImage"]["R@1"] > result["base"]["textToImage"]["R@1"] + 40
    assert check_files(out) == []
    manifest = json.loads((out / "manifest.json").read_text("utf8"))
    assert [stage["file"] for stage in manifest["image"]["stages"]] == ["vision.onnx", "projection.onnx", "image-adapter-2.onnx"]
    assert (out / "vision.onnx").read_bytes() == (LITE / "image-encoder.onnx").read_bytes()
    assert "match" not in manifest and "words.onnx" not in manifest["files"]
    again = train_collection(export, _order(tmp_path / "again", out, epochs=1), lambda _: None)
    for way, recalls in result["trained"].items():
        assert again["base"][way] == pytest.approx(recalls, abs=2)


def test_a_runner_gives_what_the_golden_vectors_say() -> None:
    golden = json.loads((LITE / "golden.json").read_text("utf8"))
    runner = PackRunner(LITE)
    globals_, _ = runner.pictures(formula_picture(224)[None])
    assert np.abs(np.asarray(golden["image"]["global"]) - globals_[0]).max() < golden["image"]["tolerance"]
    cases = golden["text"]["cases"]
    texts = runner.texts([case["text"] for case in cases])
    for place, case in enumerate(cases):
        assert np.abs(np.asarray(case["global"]) - texts.globals[place]).max() < 5e-3
        rows = slice(texts.words.offsets[place] + 1, texts.words.offsets[place + 1] - 1)
        assert np.allclose(texts.weights[rows], [weight for weight in case["token_weights"] if weight > 0], atol=5e-3)


def test_pictures_are_cut_as_the_manifest_says() -> None:
    manifest = {"image": {"size": 8, "fit": "cover", "shrink": 10, "kernel": "nearest", "mean": [127.5] * 3, "std": [127.5] * 3}}
    pixels = np.zeros((20, 40, 3), np.uint8)
    pixels[:, 10:30] = 255
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    spec = ImageSpec.of(manifest)
    square = spec.open(file.getvalue())
    assert square is not None and square.shape == (8, 8, 3) and square.min() == 255
    assert np.allclose(spec.normalize(square[None]), 1.0)


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
    pixels = ImageSpec.of(json.loads((LITE / "manifest.json").read_text("utf8"))).open(file.getvalue())
    assert pixels is not None and pixels.shape == (224, 224, 3) and pixels.min() == 255
