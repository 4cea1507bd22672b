"""Experiments side by side: each recipe trained with several seeds and measured on the same pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from .candidates import rescored_ranks
from .config import Recipe
from .evaluate import Encoded, encode_split, score_matrix
from .feature_set import FeatureSet
from .metrics import ranks
from .model import Heads
from .store import load_heads, save_heads
from .train import train_heads

CANDIDATES = 100
"""How many of the first stage's best are re-scored for each query, as by default in a search."""


def rows_of(recipe: Recipe) -> dict[str, str]:
    """The experiments in a recipe and the method that measures each.

    Where both scorers are trained together they share all but the scorer: an experiment each, `NAME.imfa` and `NAME.self`.
    A recipe of one scorer is measured by it, one of none by the inner product, with or without hubness.
    """
    if recipe.imfa_weight > 0 and recipe.self_weight > 0:
        return {f"{recipe.name}.{method}": method for method in ("imfa", "self")}
    plain = "inn_hubness" if recipe.hub_texts + recipe.hub_pictures > 0 else "inn"
    return {recipe.name: "imfa" if recipe.imfa_weight > 0 else "self" if recipe.self_weight > 0 else plain}


def measured(heads: Heads, split: Encoded, owners: np.ndarray, method: str) -> dict[str, np.ndarray]:
    """Ranks of the pictures and of the texts of a split under one method; regional scorers re-score, as in a search."""
    if method in ("imfa", "self"):
        pictures, texts = rescored_ranks(heads, split, owners, method, CANDIDATES)
    else:
        pictures, texts = ranks(score_matrix(heads, split, method), owners)
    return {"image_to_text": pictures.astype(np.int32), "text_to_image": texts.astype(np.int32)}


def _trained(
    recipe: Recipe,
    seed: int,
    train: Callable[[], FeatureSet],
    out: Path,
    report: Callable[[str], None],
) -> Heads:
    """Heads of an earlier run, which may have stopped before it was measured, or new ones."""
    path = out / f"{recipe.name}-{seed}.pt"
    if path.exists() and (heads := load_heads(path)).recipe == recipe:
        return heads
    heads = train_heads(recipe, train(), seed, lambda line, _: report(f"{recipe.name}-{seed} {line}"))
    save_heads(heads, path)
    return heads


def run(
    recipes: list[Recipe],
    seeds: list[int],
    train: Callable[[Recipe], FeatureSet],
    test: Callable[[Recipe], FeatureSet],
    out: Path,
    report: Callable[[str], None],
) -> None:
    """Train and measure every recipe with every seed, first seeds first: a run cut short can be tabled.

    Heads go to `out/RECIPE-SEED.pt`, ranks to `out/EXPERIMENT-SEED.npz`. What is there is not run again.
    """
    out.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        for recipe in recipes:
            missing = {
                path: method
                for name, method in rows_of(recipe).items()
                if not (path := out / f"{name}-{seed}.npz").exists()
            }
            if not missing:
                continue
            heads = _trained(recipe, seed, lambda: train(recipe), out, report)
            features = test(recipe)
            split, owners = encode_split(heads, features), features.owners()
            for path, method in missing.items():
                partial = path.with_suffix(".partial.npz")
                np.savez_compressed(partial, **measured(heads, split, owners, method))
                partial.rename(path)
