"""One number for how well the words of a text and the regions of a picture agree."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

SHARPNESS = 30.0
"""How sharply regions attend over words: nearly all of it goes to the nearest word."""

PerText = Callable[[torch.Tensor], torch.Tensor]
"""Sums along axis 1, the words, what belongs to each text."""


def over_positions(words: torch.Tensor) -> torch.Tensor:
    """The sums of texts that lie one a row: [N,T,...] -> [N,...]."""
    return words.sum(1)


class Agreement(nn.Module):
    """From similarities of words and regions to a score, in both directions (Lee et al., arXiv:1803.08024).

    What the words say is their weighted sum. What the regions say: each attends over the words and tells how near they
    come, on average over the regions; it is added with the factor `returned`. Training leaves it out (a factor of 0):
    heads do not learn well from it, yet it helps learned heads with pictures that they have not seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("returned", torch.zeros(()))

    def forward(
        self, similarity: torch.Tensor, products: torch.Tensor, weights: torch.Tensor, summed: PerText
    ) -> torch.Tensor:
        """similarity [B,W], inner products with regions [B,W,R], weights [W] or [B,W] -> what `summed` makes of [B,W].

        Weights are 0 where there is no word; a text without words has 0.
        """
        found = summed(similarity * weights)
        if self.returned.item() == 0:
            return found
        nearness = (SHARPNESS * products).exp() * weights.unsqueeze(-1)
        answers = summed(nearness * products) / summed(nearness).clamp_min(1e-9)
        return found + self.returned * answers.mean(-1)
