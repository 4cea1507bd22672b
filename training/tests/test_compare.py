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
        dataclasses.replace(short, name="inn", imfa_weight=0.0, self_weight=0.0, hub_texts=0.0, hub_pictures=0.0),
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


def test_a_run_cut_short_is_measured_without_training_again(recipe: Recipe, features: FeatureSet, tmp_path: Path) -> None:
    said: list[str] = []
    joint = dataclasses.replace(recipe, name="joint", epochs=2)

    def run(some: Recipe) -> None:
        compare.run([some], [3], lambda _: features, lambda _: features, tmp_path, said.append)

    run(joint)
    first = {path.name: dict(np.load(path)) for path in tmp_path.glob("*.npz")}
    assert set(first) == {"joint.imfa-3.npz", "joint.self-3.npz"}
    assert len(said) == 2
    for name in first:
        (tmp_path / name).unlink()
    run(joint)
    assert len(said) == 2
    for name in first:
        again = np.load(tmp_path / name)
        assert all((again[direction] == ranks).all() for direction, ranks in first[name].items())
    # Heads of another recipe of the same name are not taken for its own.
    (tmp_path / "joint.imfa-3.npz").unlink()
    run(dataclasses.replace(joint, epochs=1))
    assert len(said) == 3


def test_an_experiment_is_measured_by_the_method_it_trains(recipe: Recipe) -> None:
    assert compare.rows_of(recipe) == {"tiny.imfa": "imfa", "tiny.self": "self"}
    assert compare.rows_of(dataclasses.replace(recipe, self_weight=0.0)) == {"tiny": "imfa"}
    assert compare.rows_of(dataclasses.replace(recipe, imfa_weight=0.0)) == {"tiny": "self"}
    plain = dataclasses.replace(recipe, imfa_weight=0.0, self_weight=0.0)
    assert compare.rows_of(plain) == {"tiny": "inn_hubness"}
    assert compare.rows_of(dataclasses.replace(plain, hub_texts=0.0, hub_pictures=0.0)) == {"tiny": "inn"}
