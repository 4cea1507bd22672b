"""Which pictures meet in a batch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from .feature_set import FeatureSet
from .model import Heads

NEIGHBORS = 50


@torch.no_grad()
def confused_with(heads: Heads, data: FeatureSet) -> np.ndarray:
    """For every picture the pictures [N,k] that its captions' globals score highest, best first, itself left out."""
    heads.eval()
    pictures = heads.image.embed_pooled(torch.from_numpy(data.pooled[0]))
    texts = heads.text.embed_pooled(torch.from_numpy(data.means))
    scores = texts.view(len(pictures), data.captions, -1).mean(1) @ pictures.t()
    scores.fill_diagonal_(float("-inf"))
    return scores.topk(min(NEIGHBORS, len(pictures) - 1)).indices.numpy()


def clustered_order(heads: Heads, data: FeatureSet, size: int, draw: np.random.Generator) -> np.ndarray:
    """A random order of all pictures in which `size` pictures that the first stage confuses follow each other.

    Hard negatives are what a re-ranker meets. Every picture comes once; a picture whose neighbors are all taken
    makes a smaller cluster.
    """
    order = draw.permutation(len(data.pooled[0]))
    if size <= 1:
        return order
    neighbors = confused_with(heads, data)
    taken = np.zeros(len(order), bool)
    out: list[int] = []
    for picture in order:
        if taken[picture]:
            continue
        near = neighbors[picture]
        cluster = [picture, *near[~taken[near]][: size - 1]]
        taken[cluster] = True
        out.extend(cluster)
    return np.asarray(out)


def endless(count: int, size: int, draw: np.random.Generator) -> Iterator[np.ndarray]:
    """Places of `size` of `count` pictures at a time; each comes once before any comes again."""
    left = np.zeros(0, np.int64)
    while True:
        while len(left) < size:
            left = np.concatenate([left, draw.permutation(count)])
        yield left[:size]
        left = left[size:]
