"""Training from a pack of any making, such as a converted CLIP: all of it stays, and what is learned is added to its vectors."""

from __future__ import annotations

import dataclasses
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .adapters import AdapterHeads, PackOutputs
from .base_pack import Order, wordings, write_trained_manifest
from .collection import Captioned, Collection
from .config import Recipe
from .export import export_scorer, write_graph
from .feature_set import View
from .model import Heads
from .pack_recalls import HeldOut
from .pack_runner import Bag, ImageSpec, PackRunner, PackTexts

SIDES = ("image", "text")
SCORERS = ["imfa.onnx", "self.onnx"]


class _Outputs:
    """What a pack gives for pictures, side by side: globals and regions [B,D + R * d]."""

    def __init__(self, runner: PackRunner) -> None:
        self.runner = runner
        self.spec: ImageSpec = runner.spec

    def encode(self, rgb: np.ndarray) -> np.ndarray:
        one, many = self.runner.pictures(rgb)
        return np.concatenate([one, many.reshape(len(rgb), -1)], 1)


class HeldOutOutputs(HeldOut):
    """Held-out pictures and captions as the base gives them: of the new pack its adapters alone are still to be run."""

    def __init__(self, items: list[Captioned], rows: np.ndarray, base: "AnyBase") -> None:
        super().__init__(items)
        self.rows, self.base = rows, base
        self.texts: PackTexts = base.runner.texts(self.captions)

    def first(self, side: str) -> int:
        return len(self.base.manifest[side]["stages"])

    def pictures(self, rows: list[int]) -> Bag:
        globals_, regions = self.base.parted(self.rows[rows].astype(np.float32))
        return {"global": globals_, "regions": regions}

    def text(self, place: int) -> Bag:
        words = self.texts.words
        start, end = words.offsets[place], words.offsets[place + 1]
        # Without its last row, which counts nothing; the first stands for a text in which nothing counts.
        tokens, weights = words.states[start : end - 1].astype(np.float32), self.texts.weights[start : end - 1]
        return {"global": self.texts.globals[place : place + 1], "tokens": tokens[None], "token_weights": weights[None]}


class AnyBase:
    """A pack of any making."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.folder, self.manifest = folder, manifest
        self.runner = PackRunner(folder)
        self.frozen = _Outputs(self.runner)

    def parted(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Globals [N,D] and regions [N,R,d] out of rows [N,D + R * d]."""
        globals_, regions, size = self.runner.sizes
        return rows[:, :globals_], rows[:, globals_:].reshape(len(rows), regions, size)

    def recipe(self, recipe: Recipe) -> Recipe:
        globals_, _, size = self.runner.sizes
        return dataclasses.replace(recipe, global_dim=globals_, region_dim=size, image_dropout=recipe.text_dropout)

    def make(self, recipe: Recipe) -> Heads:
        return AdapterHeads(recipe)

    def feature_set(self, items: list[Captioned], collection: Collection) -> PackOutputs:
        texts, most = wordings(items)
        places = np.asarray([item.row for item in items])
        parts = [self.parted(rows) for rows in collection.views]
        said = self.runner.texts(texts)
        return PackOutputs(
            views=[View(regions, places) for _, regions in parts],
            texts=said.words,
            captions=most,
            rarity=said.rarity(),
            globals=[globals_[places].astype(np.float32) for globals_, _ in parts],
            text_globals=said.globals,
        )

    def held_out(self, items: list[Captioned], collection: Collection) -> HeldOutOutputs:
        return HeldOutOutputs(items, collection.views[0], self)

    def write(self, heads: Heads, order: Order, folder: Path) -> None:
        globals_, regions, size = self.runner.sizes
        former = {side: self.manifest[side]["stages"] for side in SIDES}
        adapters = {side: _adapter(side, len(some)) for side, some in former.items()}
        files = [adapter["file"] for adapter in adapters.values()]
        left = {"golden.json", "MODEL_CARD.md", *(scorer["file"] for scorer in self.manifest["scorers"].values())}
        kept = [name for name in self.manifest["files"] if name not in left]
        for name in kept:
            _place(self.folder / name, folder / name)
        both = {0: "batch"}
        write_graph(
            heads.image,
            folder / files[0],
            {"base_global": (torch.ones(2, globals_), both), "base_regions": (torch.ones(2, regions, size), both)},
            {"global": both, "regions": both},
        )
        words = {0: "batch", 1: "tokens"}
        write_graph(
            heads.text,
            folder / files[1],
            {
                "base_global": (torch.ones(2, globals_), both),
                "base_tokens": (torch.ones(2, 5, size), words),
                "base_weights": (torch.ones(2, 5), words),
            },
            {"global": both, "tokens": words, "token_weights": words},
        )
        for name, scorer in zip(SCORERS, (heads.imfa, heads.self_attention)):
            export_scorer(scorer, globals_, size, folder / name, regions)
        stages = {side: [*some, adapters[side]] for side, some in former.items()}
        write_trained_manifest(self.manifest, order, folder, kept, [*files, *SCORERS], stages)


def _adapter(side: str, before: int) -> dict[str, Any]:
    """The stage of an adapter: it reads what the `before` stages ahead of it gave."""
    read = {"image": {"global": "global", "regions": "regions"}, "text": {"global": "global", "tokens": "tokens", "weights": "token_weights"}}[side]
    return {"file": f"{side}-adapter-{before}.onnx", "rename": {f"base_{name}": source for name, source in read.items()}}


def _place(source: Path, target: Path) -> None:
    """The same file at another place: linked where it can be, since models are large."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
