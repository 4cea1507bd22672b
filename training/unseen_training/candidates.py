"""Scores of each query's best candidates alone, as a search re-scores them."""

from __future__ import annotations

import numpy as np
import torch

from .evaluate import Encoded, score_matrix
from .metrics import best_of, ranks, rescored
from .model import Heads
from .pairs import Texts, global_matrix, imfa_regional, self_regional


def _joined(chunks: list[Texts]) -> Texts:
    """All texts of a split in one."""
    starts = np.cumsum([0, *(len(texts.globals) for texts in chunks[:-1])]).tolist()
    return Texts(
        torch.cat([texts.globals for texts in chunks]),
        torch.cat([texts.words for texts in chunks]),
        torch.cat([texts.weights for texts in chunks]),
        torch.cat([texts.owners + start for texts, start in zip(chunks, starts)]),
    )


@torch.no_grad()
def _scores_at(heads: Heads, split: Encoded, method: str, wanted: np.ndarray) -> np.ndarray:
    """Scores [A,N] of a regional scorer; where `wanted` [A,N] is false, the regional term is left out."""
    texts, scorer = _joined(split.texts), heads.scorer(method)
    regional = imfa_regional if method == "imfa" else self_regional
    scores = global_matrix(heads.hubness, texts.globals, split.image_global).numpy()
    for picture in range(wanted.shape[1]):
        which, one = np.flatnonzero(wanted[:, picture]), slice(picture, picture + 1)
        some = texts.select(torch.from_numpy(which))
        term = regional(scorer, some, split.image_global[one], split.regions[one])
        scores[which, picture] += (scorer.factor * term).squeeze(1).numpy()
    return scores


def rescored_ranks(
    heads: Heads, split: Encoded, owners: np.ndarray, method: str, top: int
) -> tuple[np.ndarray, np.ndarray]:
    """Ranks of pictures [N] and texts [A] as `metrics.ranks` counts them, where the `top` best candidates of each query by
    inner product are ordered by a regional scorer (`imfa`, `self`) and come before all others.
    """
    first = score_matrix(heads, split, "inn")
    wanted = np.zeros(first.shape, bool)
    np.put_along_axis(wanted, best_of(first, top), True, 1)
    np.put_along_axis(wanted.T, best_of(first.T, top), True, 1)
    second = _scores_at(heads, split, method, wanted)
    of_pictures, _ = ranks(rescored(first.T, second.T, top).T, owners)
    _, of_texts = ranks(rescored(first, second, top), owners)
    return of_pictures, of_texts
