import math

import torch

from unseen_training.losses import fits_others, info_nce

OWNERS = torch.tensor([0, 0, 1, 1])


def test_loss_is_zero_when_every_text_and_picture_finds_its_own() -> None:
    scores = torch.full((4, 2), -50.0)
    scores[torch.arange(4), OWNERS] = 50.0
    assert info_nce(scores, OWNERS).item() < 1e-5


def test_loss_without_knowledge_is_the_logarithm_of_the_odds() -> None:
    # A text has one of two pictures, a picture two of four captions.
    assert math.isclose(info_nce(torch.zeros(4, 2), OWNERS).item(), 2 * math.log(2), rel_tol=1e-5)


def test_a_text_that_fits_another_picture_as_well_is_not_told_from_it() -> None:
    scores = torch.tensor([[5.0, 5.0], [5.0, 5.0]])
    owners = torch.tensor([0, 1])
    same = fits_others(torch.tensor([7, 7]), owners, torch.tensor([[7, 1], [7, 2]]))
    assert same.tolist() == [[False, True], [True, False]]
    assert info_nce(scores, owners, same).item() < 1e-5
    assert info_nce(scores, owners).item() > 1


def test_pictures_of_no_weight_do_not_count() -> None:
    scores = torch.tensor([[9.0, 0.0], [9.0, 0.0]])
    owners = torch.tensor([0, 1])
    assert info_nce(scores, owners, weights=torch.tensor([1.0, 0.0])) < info_nce(scores, owners)
