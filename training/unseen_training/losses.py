"""The training objective."""

from __future__ import annotations

import torch


def info_nce(scores: torch.Tensor, owners: torch.Tensor) -> torch.Tensor:
    """Symmetric InfoNCE (van den Oord et al., arXiv:1807.03748) of scores [A,B], already divided by temperature.

    `owners` [A] names each text's picture. A text must find its picture among the B; a picture must find any of its
    captions among the A: the probability of its captions is summed inside the logarithm.
    """
    to_picture = scores.log_softmax(1).gather(1, owners.unsqueeze(1)).mean()
    mine = owners.unsqueeze(0) == torch.arange(scores.shape[1]).unsqueeze(1)
    to_text = scores.t().log_softmax(1).masked_fill(~mine, float("-inf")).logsumexp(1).mean()
    return -(to_picture + to_text)
