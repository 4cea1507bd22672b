import torch

from unseen_training.agreement import Agreement, over_positions


def scored(returned: float, similarity: list[float], weights: list[float], products: torch.Tensor) -> torch.Tensor:
    made = Agreement()
    made.returned.fill_(returned)
    return made(torch.tensor([similarity]), products, torch.tensor([weights]), over_positions)


def test_words_alone_say_their_weighted_sum() -> None:
    assert torch.allclose(scored(0.0, [0.5, 0.1], [0.75, 0.25], torch.rand(1, 2, 3)), torch.tensor([0.4]))


def test_regions_are_asked_how_near_their_nearest_word_is() -> None:
    products = torch.tensor([[[0.9, -0.5], [-0.5, 0.7]]])
    found = scored(0.5, [0.0, 0.0], [0.5, 0.5], products)
    assert torch.allclose(found, torch.tensor([0.5 * 0.8]), atol=1e-3)


def test_a_text_without_words_agrees_with_nothing_and_padding_changes_nothing() -> None:
    products, similarity = torch.rand(1, 3, 4), [0.2, 0.4, -0.9]
    assert scored(1.0, similarity, [0.0, 0.0, 0.0], products).item() == 0
    padded = scored(1.0, similarity, [0.5, 0.5, 0.0], products)
    assert torch.allclose(padded, scored(1.0, similarity[:2], [0.5, 0.5], products[:, :2]))
