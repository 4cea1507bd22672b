import dataclasses

import numpy as np
import pytest
import torch

from unseen_training import evaluate
from unseen_training.config import Recipe
from unseen_training.feature_set import FeatureSet, View, Words
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


def moved(features: FeatureSet, by: float) -> FeatureSet:
    """The same pictures, brighter in every channel: another kind of picture."""
    views = [View((view[:].astype(np.float32) + by).astype(np.float16), np.arange(len(view))) for view in features.views]
    return FeatureSet(views, features.texts, features.captions)


def test_two_kinds_of_pictures_are_learned_side_by_side(recipe: Recipe, features: FeatureSet) -> None:
    domain = {"batch": 16, "weight": 1.0, "flip": False, "held_out": 0, "without": []}
    both = dataclasses.replace(recipe, epochs=20, kinds=True, beside={"products": domain})
    products = moved(features, 5.0)
    heads = train_heads(both, features, 0, beside={"products": products})
    kinds = [torch.sigmoid(heads.image.to_global.kind(heads.image.to_global.norm(torch.from_numpy(data.pooled[0])))) for data in (features, products)]
    assert kinds[0].max() < 0.1 and kinds[1].min() > 0.9
    for data in (features, products):
        split = evaluate.encode_split(heads, data)
        assert recalls(evaluate.score_matrix(heads, split, "inn"), data.owners()).text_to_image[0] > 50


def test_a_domain_of_the_recipe_must_be_there(recipe: Recipe, features: FeatureSet) -> None:
    domain = {"batch": 16, "weight": 1.0, "flip": False, "held_out": 0, "without": []}
    with pytest.raises(KeyError, match="products"):
        train_heads(dataclasses.replace(recipe, beside={"products": domain}), features, 0)


def test_words_find_the_pictures_whose_captions_hold_them(recipe: Recipe, features: FeatureSet) -> None:
    """Word `v` is held by both captions of the pictures whose number ends in `v`."""
    draw = np.random.default_rng(3)
    votes = np.stack([np.where(np.arange(48) % 8 == word, 2, 0) for word in range(8)]).astype(np.int8)
    words = Words(draw.normal(size=(8, 384)).astype(np.float32), votes)
    spread = []
    for weight in (0.0, 1.0):
        short = dataclasses.replace(recipe, words_weight=weight, imfa_weight=0.0, self_weight=0.0)
        heads = train_heads(short, features, 0, words=words)
        with torch.no_grad():
            scores = heads.text.embed_pooled(torch.from_numpy(words.means)) @ heads.image.embed_pooled(torch.from_numpy(features.pooled[0])).t()
        held = torch.from_numpy(votes >= 2)
        spread.append(float(scores[held].mean() - scores[~held].mean()))
    assert spread[1] > spread[0] + 0.2
