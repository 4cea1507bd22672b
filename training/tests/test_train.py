import dataclasses

import torch

from unseen_training import evaluate
from unseen_training.config import Recipe
from unseen_training.feature_set import FeatureSet
from unseen_training.metrics import recalls
from unseen_training.train import train_heads


def test_training_finds_what_texts_and_pictures_share(recipe: Recipe, features: FeatureSet) -> None:
    heads = train_heads(recipe, features, seed=0)
    split = evaluate.encode_split(heads, features)
    for method in ("inn", "self", "imfa"):
        found = recalls(evaluate.score_matrix(heads, split, method), features.owners())
        # Chance is 2 percent.
        assert found.text_to_image[0] > 50, method
        assert found.image_to_text[0] > 50, method


def test_the_same_seed_gives_the_same_heads_and_another_seed_others(recipe: Recipe, features: FeatureSet) -> None:
    short = dataclasses.replace(recipe, epochs=1)
    first, again, other = (train_heads(short, features, seed).image.to_global.linear.weight for seed in (3, 3, 4))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_figures_cover_every_method_and_the_stored_form(recipe: Recipe, features: FeatureSet) -> None:
    heads = train_heads(dataclasses.replace(recipe, epochs=4), features, seed=0)
    found = evaluate.figures(heads, features, top=20)
    assert set(found) >= {"inn", "self", "imfa", "imfa_stored_regions", "imfa_stored_regions_top20"}
    assert abs(found["imfa"]["sum"] - found["imfa_stored_regions"]["sum"]) < 15  # type: ignore[index]
