import dataclasses
from pathlib import Path

import numpy as np

from unseen_training import compare
from unseen_training.config import Recipe
from unseen_training.feature_set import FeatureSet
from unseen_training.table import write_table


def test_experiments_are_trained_measured_once_and_tabled(recipe: Recipe, features: FeatureSet, tmp_path: Path) -> None:
    short = dataclasses.replace(recipe, epochs=2)
    recipes = [
        dataclasses.replace(short, name="inn", imfa_weight=0.0, self_weight=0.0, hub_share=0.0),
        dataclasses.replace(short, name="self", imfa_weight=0.0),
        dataclasses.replace(short, name="imfa-sentence", self_weight=0.0, imfa_level="sentence"),
        dataclasses.replace(short, name="imfa-word", self_weight=0.0, cluster=3, region_share=0.5),
    ]
    said: list[str] = []
    for _ in range(2):
        compare.run(recipes, [0, 1], lambda _: features, lambda _: features, tmp_path, said.append)
    assert len(said) == 4 * 2 * 2  # epochs of the first round alone
    lines = write_table(tmp_path, "imfa-word").splitlines()
    with np.load(tmp_path / "inn-0.npz") as one, np.load(tmp_path / "inn-1.npz") as other:
        first = np.mean([100 * (ranks["image_to_text"] < 1).mean() for ranks in (one, other)])
    (row,) = [line for line in lines if line.startswith("| inn | 2 |")]
    assert row.startswith(f"| inn | 2 | {first:.1f} ± ")
    gains = lines[lines.index("| R@1 of imfa-word over | image to text | text to image |") + 2 :]
    assert [line.split(" | ")[0] for line in gains] == ["| imfa-sentence", "| inn", "| self"]


def test_an_experiment_is_measured_by_the_method_it_trains(recipe: Recipe) -> None:
    assert compare.method_of(recipe) == "imfa"
    assert compare.method_of(dataclasses.replace(recipe, imfa_weight=0.0)) == "self"
    plain = dataclasses.replace(recipe, imfa_weight=0.0, self_weight=0.0)
    assert compare.method_of(plain) == "inn_hubness"
    assert compare.method_of(dataclasses.replace(plain, hub_share=0.0)) == "inn"
