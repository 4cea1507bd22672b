"""Experiments side by side: each recipe trained with several seeds and measured on the same pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from .config import Recipe
from .evaluate import encode_split, score_matrix
from .feature_set import FeatureSet
from .metrics import ranks
from .model import Heads
from .train import train_heads


def method_of(recipe: Recipe) -> str:
    """What an experiment is about: `imfa` where it is trained, else `self`, else `inn` with or without hubness."""
    plain = "inn_hubness" if recipe.hub_share > 0 else "inn"
    return "imfa" if recipe.imfa_weight > 0 else "self" if recipe.self_weight > 0 else plain


def measured(heads: Heads, test: FeatureSet, method: str) -> dict[str, np.ndarray]:
    """Ranks of the test pictures and of the test texts under one method."""
    pictures, texts = ranks(score_matrix(heads, encode_split(heads, test), method), test.owners())
    return {"image_to_text": pictures.astype(np.int32), "text_to_image": texts.astype(np.int32)}


def run(
    recipes: list[Recipe],
    seeds: list[int],
    train: Callable[[Recipe], FeatureSet],
    test: Callable[[Recipe], FeatureSet],
    out: Path,
    report: Callable[[str], None],
) -> None:
    """Train and measure every recipe with every seed; ranks go to `out/NAME-SEED.npz`. What is there is not run again."""
    out.mkdir(parents=True, exist_ok=True)
    for recipe in recipes:
        for seed in seeds:
            path = out / f"{recipe.name}-{seed}.npz"
            if path.exists():
                continue
            heads = train_heads(recipe, train(recipe), seed, lambda line, _: report(f"{recipe.name}-{seed} {line}"))
            partial = path.with_suffix(".partial.npz")
            np.savez_compressed(partial, **measured(heads, test(recipe), method_of(recipe)))
            partial.rename(path)
