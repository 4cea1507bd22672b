"""Heads for the captions of a collection, on the frozen encoders of a pack: trained, measured against that pack, and made into one."""

from __future__ import annotations

import dataclasses
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from . import encoders, features, golden, pack
from .collection import Captioned, Collection, encode_collection, split_items
from .config import Recipe, read_recipe
from .export import export_heads
from .feature_set import FeatureSet, View
from .pack_recalls import HeldOut, mean_recall, pack_recalls
from .train import train_heads

RECIPE = Path(__file__).parent.parent / "configs" / "lite.toml"
LEAST = 60
"""Captioned pictures below which nothing can be learned, or measured."""
STEPS = 300
KEPT = ("image-encoder.onnx", "text-encoder.onnx", "tokenizer.json")
TRAINED = ("image-head.onnx", "text-head.onnx", "imfa.onnx", "self.onnx")
NOTE = "trained on the captions of the collection this pack is made for"

Told = Callable[[dict[str, object]], None]


class CannotTrain(Exception):
    """Training cannot begin; the message says why."""


@dataclasses.dataclass(frozen=True)
class Order:
    """What to make: the pack to begin with, where the new one goes, and what it is called."""

    base: Path
    out: Path
    name: str
    version: str
    total: int | None
    """Items of the collection, where it is known: for estimates."""
    epochs: int | None = None


def recipe_for(pictures: int, order: Order) -> Recipe:
    """The recipe of the pack that ships, with batches and epochs that suit the number of pictures.

    About 300 steps in batches of an eighth of the pictures, 256 at most: found on 968 pictures, of which smaller batches learned
    as much as larger ones.
    """
    batch = max(8, min(256, pictures // 8))
    epochs = order.epochs or max(12, min(60, round(STEPS * batch / pictures)))
    return dataclasses.replace(
        read_recipe(RECIPE),
        name=order.name,
        version=order.version,
        batch=batch,
        regional_batch=min(64, batch),
        hub_sample=min(2000, pictures),
        epochs=epochs,
        flip=True,
        # A collection is one kind of picture, and nothing else is at hand.
        kinds=False,
        beside={},
        words_weight=0.0,
    )


def train_collection(lines: Iterable[str], order: Order, told: Told, seed: int = 0) -> dict[str, Any]:
    """Read an export, train, measure, and write the pack if it is better than the one to begin with.

    Returns figures of both packs and whether the new one was kept. Raises CannotTrain.
    """
    manifest = _read_base(order.base)
    partial = order.out.with_name(order.out.name + ".partial")
    if order.out.exists():
        raise CannotTrain(f"There is something at {order.out} already.")
    shutil.rmtree(partial, ignore_errors=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="unseen-train-") as folder:
        collection = encode_collection(lines, order.base / KEPT[0], Path(folder), _encoding(order, told))
        train, held_out = split_items(collection.items)
        if len(collection.items) < LEAST:
            raise CannotTrain(
                f"{len(collection.items)} items have a picture that can be read and a caption; at least {LEAST} are needed."
            )
        data = _feature_set(train, collection, order.base)
        heads = train_heads(recipe_for(len(train), order), data, seed, _training(train, order, told))
        try:
            _write_pack(heads, order, manifest, partial)
            measured = HeldOut(held_out, collection.views[0], order.base)
            halves = (lambda share: told(_measuring(share / 2)), lambda share: told(_measuring(0.5 + share / 2)))
            base, trained = pack_recalls(order.base, measured, halves[0]), pack_recalls(partial, measured, halves[1])
            better = mean_recall(trained) > mean_recall(base)
            if better:
                partial.rename(order.out)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return {
        "kept": better,
        "trainedOn": len(train),
        "heldOut": len(held_out),
        "captions": len(measured.captions),
        "passedOver": collection.passed_over,
        "base": base,
        "trained": trained,
        "seconds": round(time.monotonic() - started),
    }


def _read_base(folder: Path) -> dict[str, Any]:
    """The manifest of a pack whose heads can be trained anew: one of this recipe."""
    manifest = json.loads((folder / "manifest.json").read_text("utf8"))
    stages = [stage["file"] for side in ("image", "text") for stage in manifest[side]["stages"]]
    there = all((folder / name).exists() for name in (*KEPT, *TRAINED))
    if not there or not {KEPT[0], KEPT[1], *TRAINED[:2]} <= set(stages):
        raise CannotTrain(
            f"The pack {manifest['name']}@{manifest['version']} was not made by the recipe of lite: its heads cannot be trained anew."
        )
    return manifest


def _feature_set(items: list[Captioned], collection: Collection, base: Path) -> FeatureSet:
    """Features of items, each with as many captions as the one that has most: those with fewer repeat theirs."""
    most = max(len(item.captions) for item in items)
    texts = [item.captions[at % len(item.captions)] for item in items for at in range(most)]
    tokenizer = (base / KEPT[2]).read_text("utf8")
    places = np.asarray([item.row for item in items])
    views = [View(rows, places) for rows in collection.views]
    states = features.encode_texts(texts, tokenizer, base / KEPT[1])
    return FeatureSet(views, states, most, features.token_rarity(texts, tokenizer))


def _write_pack(heads: Any, order: Order, manifest: dict[str, Any], folder: Path) -> None:
    """The pack in `folder`: the encoders of the base, the trained heads, golden vectors, a manifest.

    Lines between match and no match (`match`) are those of the base's vectors and are left out.
    """
    folder.mkdir(parents=True)
    for name in KEPT:
        shutil.copyfile(order.base / name, folder / name)
    export_heads(heads, folder)
    vectors = golden.golden_vectors(heads, folder, f"{order.name}@{order.version}")
    (folder / "golden.json").write_text(json.dumps(vectors, separators=(",", ":"), ensure_ascii=False) + "\n", "utf8")
    base = f"{manifest['name']}@{manifest['version']}"
    files = {name: manifest["files"][name] for name in KEPT}
    for name in (*TRAINED, "golden.json"):
        files[name] = {**pack.file_entry(folder / name, NOTE), "license": ""}
    keep = {name: value for name, value in manifest.items() if name not in ("match", "labels")}
    text = {**manifest["text"], "stages": [s for s in manifest["text"]["stages"] if s["file"] in files]}
    document = {
        **keep,
        "format": 1,
        "name": order.name,
        "version": order.version,
        "description": f"The encoders of {base} with heads {NOTE}.",
        "license": "",
        "text": text,
        "files": files,
    }
    (folder / "manifest.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf8")


SECONDS_A_STEP = 0.7
"""What a step of training takes on two cores, before one was timed."""


def _encoding(order: Order, told: Told) -> Callable[[int, float], None]:
    def say(read: int, seconds: float) -> None:
        left = None
        if order.total is not None:
            left = max(0, order.total - read) * seconds / read + STEPS * SECONDS_A_STEP
        told({"stage": "encode", "done": read, "total": order.total, "secondsLeft": left and round(left)})

    return say


def _training(items: list[Captioned], order: Order, told: Told) -> Callable[[str, object], None]:
    epochs = recipe_for(len(items), order).epochs
    started, done = time.monotonic(), 0

    def say(_line: str, _heads: object) -> None:
        nonlocal done
        done += 1
        left = (epochs - done) * (time.monotonic() - started) / done
        told({"stage": "train", "done": done, "total": epochs, "secondsLeft": round(left)})

    return say


def _measuring(share: float) -> dict[str, object]:
    return {"stage": "measure", "done": round(100 * share), "total": 100, "secondsLeft": None}
