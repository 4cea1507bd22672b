"""Joint training of INN, IMFA and the self-attention baseline on frozen features."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch

from .config import Recipe
from .features import TokenStates
from .losses import info_nce
from .model import Heads
from .pairs import embed_texts, imfa_matrix, self_matrix

STATISTICS_SAMPLE = 2000
MAX_SCALE = 100.0
"""Bound of the learned 1 / temperature, as in CLIP (Radford et al., arXiv:2103.00020)."""


@dataclass(frozen=True)
class FeatureSet:
    """Frozen features of one split.

    `views` are arrays [N,R,C] float16 of the same N pictures (as they are, and mirrored where wanted); `texts` holds
    `captions` texts for each picture, picture by picture; `means` are the texts' mean states [N * captions,H].
    """

    views: list[np.ndarray]
    texts: TokenStates
    captions: int
    means: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "means", self.texts.means())

    def owners(self) -> np.ndarray:
        """The picture of each text [N * captions]."""
        return np.arange(len(self.texts)) // self.captions


def _batch_loss(heads: Heads, data: FeatureSet, view: np.ndarray, pictures: np.ndarray) -> torch.Tensor:
    """The weighted sum of the losses on one batch of pictures and their captions."""
    recipe = heads.recipe
    scale = {name: log.exp().clamp_max(MAX_SCALE) for name, log in heads.log_scale.items()}
    rows = torch.from_numpy(view[pictures].astype(np.float32))
    image_global, regions = heads.image.embed(rows)

    every = (pictures[:, None] * data.captions + np.arange(data.captions)).ravel()
    text_global = heads.text.embed_pooled(torch.from_numpy(data.means[every]))
    owners = torch.arange(len(pictures)).repeat_interleave(data.captions)
    loss = recipe.inn_weight * info_nce(text_global @ image_global.t() * scale["inn"], owners)
    if recipe.imfa_weight == 0 and recipe.self_weight == 0:
        return loss

    drawn = torch.rand(len(pictures), data.captions).argsort(1)[:, : recipe.captions_per_picture].numpy()
    texts = embed_texts(heads.text, data.means, data.texts, (pictures[:, None] * data.captions + drawn).ravel())
    owners = torch.arange(len(pictures)).repeat_interleave(recipe.captions_per_picture)
    if recipe.imfa_weight > 0:
        scores = imfa_matrix(heads.imfa, texts, image_global, regions)
        loss = loss + recipe.imfa_weight * info_nce(scores * scale["imfa"], owners)
    if recipe.self_weight > 0:
        scores = self_matrix(heads.self_attention, texts, image_global, regions)
        loss = loss + recipe.self_weight * info_nce(scores * scale["self"], owners)
    return loss


def _fit_statistics(heads: Heads, data: FeatureSet) -> None:
    chosen = np.sort(np.random.default_rng(0).permutation(len(data.views[0]))[:STATISTICS_SAMPLE])
    texts = (chosen[:, None] * data.captions + np.arange(data.captions)).ravel()
    heads.fit_statistics(data.views[0][chosen], data.texts.words(texts)[0], data.means[texts])


def _ignore(line: str, heads: Heads) -> None:
    """A report that says nothing."""


def train_heads(
    recipe: Recipe, data: FeatureSet, seed: int, report: Callable[[str, Heads], None] = _ignore
) -> Heads:
    """Train heads from scratch; the same seed on the same machine gives the same heads.

    AdamW (Loshchilov and Hutter, arXiv:1711.05101), learning rate up and down as cosines.
    `report` is called after every epoch, with the heads in evaluation mode.
    """
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    heads = Heads(recipe)
    _fit_statistics(heads, data)
    groups = [
        {"params": heads.decayed(), "weight_decay": recipe.weight_decay},
        {"params": heads.free(), "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=recipe.learning_rate)
    count = len(data.views[0])
    steps = count // recipe.batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=recipe.epochs * steps, pct_start=recipe.warm_up
    )
    for epoch in range(recipe.epochs):
        heads.train()
        started, total = time.monotonic(), 0.0
        order = draw.permutation(count)
        for step in range(steps):
            view = data.views[draw.integers(len(data.views))]
            loss = _batch_loss(heads, data, view, order[step * recipe.batch : (step + 1) * recipe.batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        heads.eval()
        seconds = time.monotonic() - started
        report(f"epoch {epoch + 1}/{recipe.epochs} loss {total / steps:.3f} in {seconds:.0f} s", heads)
    return heads
