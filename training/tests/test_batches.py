import dataclasses

import numpy as np

from unseen_training.batches import clustered_order, confused_with
from unseen_training.config import Recipe
from unseen_training.feature_set import FeatureSet, View
from unseen_training.train import train_heads


def test_every_picture_comes_once_and_clusters_hold_what_the_first_stage_confuses(
    recipe: Recipe, features: FeatureSet
) -> None:
    heads = train_heads(dataclasses.replace(recipe, epochs=2), features, seed=0)
    near = confused_with(heads, features)
    order = clustered_order(heads, features, 3, np.random.default_rng(0))
    assert sorted(order) == list(range(len(features.pooled[0])))
    assert set(order[1:3]) == set(near[order[0]][:2])


def test_views_mix_and_a_share_of_the_regions_is_drawn(features: FeatureSet) -> None:
    view = features.views[0]
    both = FeatureSet([view, View(view.rows + np.float16(1), view.places)], features.texts, features.captions)
    pictures, views = np.array([4, 4, 7]), np.array([0, 1, 1])
    pooled = both.pooled_rows(pictures, views)
    assert np.allclose(pooled[1] - pooled[0], 1, atol=1e-2)
    some = both.regions(pictures, views, 0.5, np.random.default_rng(0))
    assert some.shape == (3, 24, 1280)
    rows = {tuple(row[:4]) for row in features.views[0][4][:, :4].astype(np.float32)}
    assert {tuple(row[:4]) for row in some[0]} <= rows
