import numpy as np
import pytest

from unseen_training.candidates import rescored_ranks
from unseen_training.evaluate import encode_split, score_matrix
from unseen_training.feature_set import FeatureSet
from unseen_training.metrics import ranks, rescored
from unseen_training.model import Heads


@pytest.mark.parametrize("method", ["imfa", "self"])
@pytest.mark.parametrize("top", [7, 1000])
def test_candidates_rank_as_they_do_among_the_scores_of_all_pairs(
    heads: Heads, features: FeatureSet, method: str, top: int
) -> None:
    split, owners = encode_split(heads, features), features.owners()
    first, second = score_matrix(heads, split, "inn"), score_matrix(heads, split, method)
    of_pictures, of_texts = rescored_ranks(heads, split, owners, method, top)
    expected_pictures, _ = ranks(rescored(first.T, second.T, top).T, owners)
    _, expected_texts = ranks(rescored(first, second, top), owners)
    # Scores that differ in their last digit may change places.
    assert np.abs(of_pictures - expected_pictures).max() <= 1
    assert np.abs(of_texts - expected_texts).max() <= 1
