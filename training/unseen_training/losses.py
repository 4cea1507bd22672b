"""The training objective."""

from __future__ import annotations

import torch

NEVER = -1e4
"""A score that no softmax gives a share to."""


def info_nce(
    scores: torch.Tensor,
    owners: torch.Tensor,
    neither: torch.Tensor | None = None,
    weights: torch.Tensor | None = None,
) -> torch.Tensor:
    """Symmetric InfoNCE (van den Oord et al., arXiv:1807.03748) of scores [A,B], already divided by temperature.

    `owners` [A] names each text's picture. A text must find its picture among the B; a picture must find any of its
    captions among the A: the probability of its captions is summed inside the logarithm. Pairs of `neither` [A,B], of a text
    with another picture that it fits as well, are left out. `weights` [B] say how much each picture counts.
    """
    if neither is not None:
        scores = scores.masked_fill(neither, NEVER)
    to_picture = scores.log_softmax(1).gather(1, owners.unsqueeze(1)).squeeze(1)
    mine = owners.unsqueeze(0) == torch.arange(scores.shape[1]).unsqueeze(1)
    to_text = scores.t().log_softmax(1).masked_fill(~mine, float("-inf")).logsumexp(1)
    if weights is None:
        return -(to_picture.mean() + to_text.mean())
    each = weights[owners]
    return -((to_picture * each).sum() / each.sum() + (to_text * weights).sum() / weights.sum())


def fits_others(texts: torch.Tensor, owners: torch.Tensor, all_texts: torch.Tensor) -> torch.Tensor:
    """Which texts [A], by number, are also among those [B,K] of pictures that do not own them: [A,B]."""
    others = torch.arange(len(all_texts)).unsqueeze(0) != owners.unsqueeze(1)
    return (texts.view(-1, 1, 1) == all_texts.unsqueeze(0)).any(-1) & others
