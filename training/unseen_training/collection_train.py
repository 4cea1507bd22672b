"""Heads for the captions of a collection, on what a pack gives: trained, measured against that pack, and made into one."""

from __future__ import annotations

import dataclasses
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .base_any import AnyBase
from .base_lite import LiteBase, is_lite
from .base_pack import Base, Order
from .collection import Captioned, encode_collection, split_items
from .config import Recipe, read_recipe
from .pack_recalls import mean_recall, pack_recalls
from .train import train_heads

RECIPE = Path(__file__).parent.parent / "configs" / "lite.toml"
LEAST = 60
"""Captioned pictures below which nothing can be learned, or measured."""
STEPS = 300

Told = Callable[[dict[str, object]], None]


class CannotTrain(Exception):
    """Training cannot begin; the message says why."""


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
    )


def train_collection(lines: Iterable[str], order: Order, told: Told, seed: int = 0) -> dict[str, Any]:
    """Read an export, train, measure, and write the pack if it is better than the one to begin with.

    Returns figures of both packs and whether the new one was kept. Raises CannotTrain.
    """
    base = _read_base(order.base)
    partial = order.out.with_name(order.out.name + ".partial")
    if order.out.exists():
        raise CannotTrain(f"There is something at {order.out} already.")
    shutil.rmtree(partial, ignore_errors=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="unseen-train-") as folder:
        collection = encode_collection(lines, base.frozen, Path(folder), _encoding(order, told))
        train, held_out = split_items(collection.items)
        if len(collection.items) < LEAST:
            raise CannotTrain(
                f"{len(collection.items)} items have a picture that can be read and a caption; at least {LEAST} are needed."
            )
        recipe = base.recipe(recipe_for(len(train), order))
        heads = train_heads(recipe, base.feature_set(train, collection), seed, _training(train, order, told), base.make)
        try:
            partial.mkdir(parents=True)
            base.write(heads, order, partial)
            measured = base.held_out(held_out, collection)
            halves = (lambda share: told(_measuring(share / 2)), lambda share: told(_measuring(0.5 + share / 2)))
            former, trained = pack_recalls(order.base, measured, halves[0]), pack_recalls(partial, measured, halves[1])
            better = mean_recall(trained) > mean_recall(former)
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
        "base": former,
        "trained": trained,
        "seconds": round(time.monotonic() - started),
    }


def _read_base(folder: Path) -> Base:
    """The pack to begin from."""
    manifest = json.loads((folder / "manifest.json").read_text("utf8"))
    return LiteBase(folder, manifest) if is_lite(folder, manifest) else AnyBase(folder, manifest)


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
