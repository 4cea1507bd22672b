import math

import torch

from unseen_training.losses import info_nce

OWNERS = torch.tensor([0, 0, 1, 1])


def test_loss_is_zero_when_every_text_and_picture_finds_its_own() -> None:
    scores = torch.full((4, 2), -50.0)
    scores[torch.arange(4), OWNERS] = 50.0
    assert info_nce(scores, OWNERS).item() < 1e-5


def test_loss_without_knowledge_is_the_logarithm_of_the_odds() -> None:
    # A text has one of two pictures, a picture two of four captions.
    assert math.isclose(info_nce(torch.zeros(4, 2), OWNERS).item(), 2 * math.log(2), rel_tol=1e-5)
