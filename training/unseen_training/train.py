"""Joint training of INN, IMFA and the self-attention baseline on frozen features."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch

from .config import Recipe
from .features import TokenStates
from .losses import info_nce
from .model import Heads
from .pairs import Texts, embed_texts, imfa_regional, self_regional

STATISTICS_SAMPLE = 2000


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


def _ranking_loss(
    heads: Heads, name: str, inner: torch.Tensor, term: torch.Tensor, owners: torch.Tensor
) -> torch.Tensor:
    """The loss of a regional term [A,B]: added to the inner products, and alone."""
    factor = heads.scorer(name).factor
    added = info_nce((inner + factor * term) * heads.scale(name), owners)
    alone = info_nce(term * heads.scale(f"{name}_alone"), owners)
    share = heads.recipe.alone_share
    return share * alone + (1 - share) * added


def _imfa_loss(
    heads: Heads, texts: Texts, image_global: torch.Tensor, regions: torch.Tensor, captions: int
) -> torch.Tensor:
    """IMFA's loss within groups of the batch, on some captions of each picture (all pairs would cost too much)."""
    recipe, count = heads.recipe, len(regions)
    chosen = torch.rand(count, captions).argsort(1)[:, : recipe.captions_per_picture]
    loss = torch.zeros(())
    for group in torch.arange(count).chunk(max(1, count // recipe.regional_batch)):
        some = texts.select((group.unsqueeze(1) * captions + chosen[group]).flatten())
        owners = torch.arange(len(group)).repeat_interleave(recipe.captions_per_picture)
        term = imfa_regional(heads.imfa, some, image_global[group], regions[group])
        inner = some.globals @ image_global[group].t()
        loss = loss + len(group) / count * _ranking_loss(heads, "imfa", inner, term, owners)
    return loss


def _batch_loss(heads: Heads, data: FeatureSet, view: np.ndarray, pictures: np.ndarray) -> torch.Tensor:
    """The weighted sum of the losses on one batch of pictures and their captions."""
    recipe = heads.recipe
    rows = torch.from_numpy(view[pictures].astype(np.float32))
    image_global, regions = heads.image.embed(rows)
    every = (pictures[:, None] * data.captions + np.arange(data.captions)).ravel()
    texts = embed_texts(heads.text, data.means, data.texts, every, recipe.word_dropout)
    owners = torch.arange(len(pictures)).repeat_interleave(data.captions)
    inner = texts.globals @ image_global.t()
    loss = recipe.inn_weight * info_nce(inner * heads.scale("inn"), owners)
    if recipe.detach_global:
        texts = dataclasses.replace(texts, globals=texts.globals.detach())
        image_global, inner = image_global.detach(), inner.detach()
    if recipe.self_weight > 0:
        term = self_regional(heads.self_attention, texts, image_global, regions)
        loss = loss + recipe.self_weight * _ranking_loss(heads, "self", inner, term, owners)
    if recipe.imfa_weight > 0:
        loss = loss + recipe.imfa_weight * _imfa_loss(heads, texts, image_global, regions, data.captions)
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
