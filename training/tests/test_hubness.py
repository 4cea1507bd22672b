import torch

from unseen_training.heads import unit
from unseen_training.hubness import Hubness


def test_what_is_near_everything_loses_more_than_what_is_near_little() -> None:
    torch.manual_seed(0)
    center = unit(torch.randn(1, 32))
    pictures = unit(center + 0.5 * unit(torch.randn(40, 32)))
    hubness = Hubness(32, 40, 0.5, 0.5)
    hubness.fit(pictures, unit(torch.randn(40, 32)))
    hub, stranger = hubness.of_texts(torch.cat([center, -center]))
    assert hub > stranger + 0.2


def test_it_leaves_scores_where_they_are_on_average_and_nothing_to_take_with_a_share_of_zero() -> None:
    torch.manual_seed(1)
    pictures, captions = unit(torch.randn(50, 16)), unit(torch.randn(50, 16))
    hubness = Hubness(16, 50, 1.0, 1.0)
    hubness.fit(pictures, captions)
    assert abs(hubness.of_texts(captions).mean()) < 1e-5
    assert abs(hubness.of_pictures(pictures).mean()) < 1e-5
    hubness.text_share = 0.0
    assert not hubness.of_texts(captions).any()
    assert hubness.of_pictures(pictures).any()
