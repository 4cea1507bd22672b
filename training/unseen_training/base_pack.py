"""A pack that training begins from: what of it stays frozen, what is learned in its place, and the pack that comes of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from . import pack
from .collection import Captioned, Collection, Frozen
from .config import Recipe
from .feature_set import FeatureSet
from .model import Heads
from .pack_recalls import HeldOut

NOTE = "trained on the captions of the collection this pack is made for"


@dataclass(frozen=True)
class Order:
    """What to make: the pack to begin with, where the new one goes, and what it is called."""

    base: Path
    out: Path
    name: str
    version: str
    total: int | None
    """Items of the collection, where it is known: for estimates."""
    epochs: int | None = None


class Base(Protocol):
    """A pack to begin from."""

    frozen: Frozen

    def recipe(self, recipe: Recipe) -> Recipe:
        """The recipe with what this pack decides of it."""
        ...

    def make(self, recipe: Recipe) -> Heads:
        """What is trained."""
        ...

    def feature_set(self, items: list[Captioned], collection: Collection) -> FeatureSet:
        """What it is trained on."""
        ...

    def held_out(self, items: list[Captioned], collection: Collection) -> HeldOut:
        """What both packs are measured on."""
        ...

    def write(self, heads: Heads, order: Order, folder: Path) -> None:
        """Write the new pack into an empty folder."""
        ...


def wordings(items: list[Captioned]) -> tuple[list[str], int]:
    """The captions of items, as many of each as the one has that has most: those with fewer repeat theirs."""
    most = max(len(item.captions) for item in items)
    return [item.captions[at % len(item.captions)] for item in items for at in range(most)], most


def write_trained_manifest(
    base: dict[str, Any], order: Order, folder: Path, kept: list[str], trained: list[str], stages: dict[str, list[dict[str, Any]]]
) -> None:
    """The manifest of a pack made from the one whose manifest is `base`: the files it keeps of it, those that were trained, the stages of each side.

    Lines between match and no match are those of the base's vectors and are left out.
    """
    named = f"{base['name']}@{base['version']}"
    files = {name: base["files"][name] for name in kept}
    for name in trained:
        files[name] = {**pack.file_entry(folder / name, NOTE), "license": ""}
    keep = {name: value for name, value in base.items() if name not in ("match", "labels")}
    document = {
        **keep,
        "format": 1,
        "name": order.name,
        "version": order.version,
        "description": f"The encoders of {named} with heads {NOTE}.",
        "license": "",
        **{side: {**base[side], "stages": some} for side, some in stages.items()},
        "scorers": {name: {"file": f"{name}.onnx"} for name in ("imfa", "self")},
        "files": files,
    }
    (folder / "manifest.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf8")
