"""Training from a pack of the recipe of `lite`: its encoders stay, its heads are learned anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from . import encoders, features, golden
from .base_pack import Order, wordings, write_trained_manifest
from .collection import Captioned, Collection
from .config import Recipe
from .export import export_heads
from .feature_set import FeatureSet, View
from .heads import ImageHead
from .model import Heads
from .pack_recalls import HeldOutFeatures
from .pack_runner import ImageSpec
from .taps import CONTEXT, context_size

KEPT = ["image-encoder.onnx", "text-encoder.onnx", "tokenizer.json"]
TRAINED = ["image-head.onnx", "text-head.onnx", "imfa.onnx", "self.onnx"]
REGIONS = encoders.GRID[0] * encoders.GRID[1]


def is_lite(folder: Path, manifest: dict[str, Any]) -> bool:
    """Whether the recipe of `lite` made a pack."""
    stages = [stage["file"] for side in ("image", "text") for stage in manifest[side]["stages"]]
    there = all((folder / name).exists() for name in (*KEPT, *TRAINED))
    return there and {*KEPT[:2], *TRAINED[:2]} <= set(stages)


class _ImageEncoder:
    """What the image encoder of a pack says of pictures, side by side: context and features [B,E + R * C]."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.spec = ImageSpec.of(manifest)
        self.session = encoders.open_session(folder / KEPT[0])
        self.context = context_size(folder / KEPT[0])

    def encode(self, rgb: np.ndarray) -> np.ndarray:
        wanted = ["features", *([CONTEXT] if self.context > 0 else [])]
        maps, *context = self.session.run(wanted, {"pixels": self.spec.normalize(rgb)})
        return np.concatenate([*context, features.as_rows(maps).reshape(len(rgb), -1)], 1)

    def parted(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
        """Features [N,R,C], and the context [N,E] where there is any."""
        return rows[:, self.context :].reshape(len(rows), REGIONS, -1), rows[:, : self.context] if self.context > 0 else None


class LiteBase:
    """A pack of the recipe of `lite`."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.folder, self.manifest = folder, manifest
        self.frozen = _ImageEncoder(folder, manifest)

    def recipe(self, recipe: Recipe) -> Recipe:
        return recipe

    def make(self, recipe: Recipe) -> Heads:
        channels = encoders.FEATURES * len(recipe.backbones)
        image = ImageHead(channels, recipe.global_dim, recipe.region_dim, recipe.image_dropout, context=self.frozen.context)
        return Heads(recipe, image)

    def feature_set(self, items: list[Captioned], collection: Collection) -> FeatureSet:
        texts, most = wordings(items)
        tokenizer = (self.folder / KEPT[2]).read_text("utf8")
        places = np.asarray([item.row for item in items])
        parts = [self.frozen.parted(rows) for rows in collection.views]
        views = [View(rows, places) for rows, _ in parts]
        contexts = None if self.frozen.context == 0 else [context[places].astype(np.float32) for _, context in parts]
        states = features.encode_texts(texts, tokenizer, self.folder / KEPT[1])
        return FeatureSet(views, states, most, features.token_rarity(texts, tokenizer), contexts=contexts)

    def held_out(self, items: list[Captioned], collection: Collection) -> HeldOutFeatures:
        rows, contexts = self.frozen.parted(collection.views[0])
        return HeldOutFeatures(items, rows, self.folder, contexts)

    def write(self, heads: Heads, order: Order, folder: Path) -> None:
        for name in KEPT:
            shutil.copyfile(self.folder / name, folder / name)
        export_heads(heads, folder)
        vectors = golden.golden_vectors(heads, folder, f"{order.name}@{order.version}")
        (folder / "golden.json").write_text(json.dumps(vectors, separators=(",", ":"), ensure_ascii=False) + "\n", "utf8")
        stages = {
            side: [stage for stage in self.manifest[side]["stages"] if stage["file"] in (*KEPT, *TRAINED)] for side in ("image", "text")
        }
        write_trained_manifest(self.manifest, order, folder, KEPT, [*TRAINED, "golden.json"], stages)
