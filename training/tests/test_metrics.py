import numpy as np
import pytest

from unseen_training.metrics import recalls, rescored

OWNERS = np.array([0, 0, 1, 1])


def test_image_to_text_counts_the_best_caption_and_text_to_image_every_caption() -> None:
    scores = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7], [0.1, 0.6]])
    found = recalls(scores, OWNERS)
    # Text 1 prefers picture 1: three of four captions find theirs. Picture 1's first text is caption 1, which is not its own.
    assert found.text_to_image == (75.0, 100.0, 100.0)
    assert found.image_to_text == (50.0, 100.0, 100.0)


def test_ties_count_against_the_model() -> None:
    found = recalls(np.zeros((4, 2)), OWNERS)
    assert found.text_to_image[0] == 0
    assert found.image_to_text[0] == 0


def test_scores_that_are_not_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        recalls(np.full((4, 2), np.nan), OWNERS)


def test_rescoring_orders_only_the_top_and_keeps_the_rest_behind() -> None:
    first = np.array([[0.9, 0.8, 0.7, 0.6]])
    second = np.array([[-5.0, -4.0, 9.0, 9.0]])
    assert (-rescored(first, second, 2)).argsort(1).tolist() == [[1, 0, 2, 3]]
