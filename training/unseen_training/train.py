"""Joint training of INN, IMFA and the self-attention baseline on frozen features."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable

import numpy as np
import torch

from .batches import clustered_order
from .config import Recipe
from .feature_set import FeatureSet
from .losses import info_nce
from .model import Heads
from .pairs import Texts, embed_texts, imfa_regional, self_regional

STATISTICS_SAMPLE = 500
STATISTICS_TEXTS = 2000


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


def _batch_loss(
    heads: Heads, data: FeatureSet, pictures: np.ndarray, views: np.ndarray, draw: np.random.Generator
) -> torch.Tensor:
    """The weighted sum of the losses on one batch: `views` names the view of each of the `pictures`."""
    recipe = heads.recipe
    image_global = heads.image.embed_pooled(torch.from_numpy(data.pooled_rows(pictures, views)))
    every = (pictures[:, None] * data.captions + np.arange(data.captions)).ravel()
    owners = torch.arange(len(pictures)).repeat_interleave(data.captions)
    if recipe.self_weight == 0 and recipe.imfa_weight == 0:
        # Nothing here reads the words: leave out the dearest part of the text side.
        inner = heads.text.embed_pooled(torch.from_numpy(data.means[every])) @ image_global.t()
        return recipe.inn_weight * info_nce(inner * heads.scale("inn"), owners)
    texts = embed_texts(heads.text, data.means, data.texts, every, recipe.word_dropout)
    inner = texts.globals @ image_global.t()
    loss = recipe.inn_weight * info_nce(inner * heads.scale("inn"), owners)
    if recipe.detach_global:
        texts = dataclasses.replace(texts, globals=texts.globals.detach())
        image_global, inner = image_global.detach(), inner.detach()
    regions = heads.image.embed_regions(torch.from_numpy(data.regions(pictures, views, recipe.region_share, draw)))
    if recipe.self_weight > 0:
        term = self_regional(heads.self_attention, texts, image_global, regions)
        loss = loss + recipe.self_weight * _ranking_loss(heads, "self", inner, term, owners)
    if recipe.imfa_weight > 0:
        loss = loss + recipe.imfa_weight * _imfa_loss(heads, texts, image_global, regions, data.captions)
    return loss


def _fit_statistics(heads: Heads, data: FeatureSet) -> None:
    order = np.random.default_rng(0).permutation(len(data.pooled[0]))
    chosen = np.sort(order[:STATISTICS_SAMPLE])
    named = np.sort(order[:STATISTICS_TEXTS])
    texts = (named[:, None] * data.captions + np.arange(data.captions)).ravel()
    regions = data.views[0][chosen].reshape(-1, data.views[0].shape[2])
    heads.fit_statistics(data.pooled[0], regions, data.texts.words(texts)[0], data.means[texts])


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
    count = len(data.pooled[0])
    steps = count // recipe.batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=recipe.epochs * steps, pct_start=recipe.warm_up
    )
    for epoch in range(recipe.epochs):
        started, total = time.monotonic(), 0.0
        order = clustered_order(heads, data, recipe.cluster if epoch else 1, draw)
        heads.train()
        for step in range(steps):
            pictures = order[step * recipe.batch : (step + 1) * recipe.batch]
            views = draw.integers(len(data.views), size=len(pictures))
            loss = _batch_loss(heads, data, pictures, views, draw)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        heads.eval()
        seconds = time.monotonic() - started
        report(f"epoch {epoch + 1}/{recipe.epochs} loss {total / steps:.3f} in {seconds:.0f} s", heads)
    return heads
