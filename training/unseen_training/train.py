"""Joint training of INN, IMFA and the self-attention baseline on frozen features."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Callable

import numpy as np
import torch

from .batches import clustered_order
from .config import Recipe
from .feature_set import FeatureSet
from .features import TokenStates
from .losses import info_nce
from .model import Heads
from .pairs import Texts, embed_texts, imfa_regional, self_regional

STATISTICS_SAMPLE = 500
STATISTICS_TEXTS = 2000
MAX_RARITY = 6.0


def _ranking_loss(
    heads: Heads,
    name: str,
    inner: torch.Tensor,
    term: torch.Tensor,
    owners: torch.Tensor,
    neither: torch.Tensor | None,
) -> torch.Tensor:
    """The loss of a regional term [A,B]: added to the inner products, and alone; without the pairs of `neither`."""
    factor = heads.scorer(name).factor
    added = info_nce((inner + factor * term) * heads.scale(name), owners, neither)
    alone = info_nce(term * heads.scale(f"{name}_alone"), owners, neither)
    share = heads.recipe.alone_share
    return share * alone + (1 - share) * added


def _imfa_loss(
    heads: Heads, texts: Texts, image_global: torch.Tensor, regions: torch.Tensor, neither: torch.Tensor | None
) -> torch.Tensor:
    """IMFA's loss within groups of the batch (all pairs would cost too much)."""
    recipe, count = heads.recipe, len(regions)
    each = torch.arange(len(texts.globals)).view(count, -1)
    loss = torch.zeros(())
    for group in torch.arange(count).chunk(max(1, count // recipe.regional_batch)):
        some = texts.select(each[group].flatten())
        owners = torch.arange(len(group)).repeat_interleave(each.shape[1])
        term = imfa_regional(heads.imfa, some, image_global[group], regions[group])
        inner = some.globals @ image_global[group].t()
        fits = None if neither is None else neither[each[group].flatten()][:, group]
        loss = loss + len(group) / count * _ranking_loss(heads, "imfa", inner, term, owners, fits)
    return loss


def _regional_loss(
    heads: Heads, data: FeatureSet, pictures: np.ndarray, views: np.ndarray, image_global: torch.Tensor, draw: np.random.Generator
) -> torch.Tensor:
    """The losses of the regional scorers on `pictures`, each in the view that `views` names."""
    recipe = heads.recipe
    # The words of all captions would cost more than everything else: the regional scorers read some of each picture.
    kept = draw.random((len(pictures), data.captions)).argsort(1)[:, : recipe.captions_per_picture]
    some = (pictures[:, None] * data.captions + kept).ravel()
    owners = torch.arange(len(pictures)).repeat_interleave(kept.shape[1])
    texts = embed_texts(heads.text, data.means, data.texts, some, recipe.word_dropout)
    if recipe.detach_global:
        texts = dataclasses.replace(texts, globals=texts.globals.detach())
        image_global = image_global.detach()
    inner = texts.globals @ image_global.t()
    fits = data.fits_others(some, owners, pictures)
    regions = heads.image.embed_regions(torch.from_numpy(data.regions(pictures, views, recipe.region_share, draw)))
    loss = torch.zeros(())
    if recipe.self_weight > 0:
        term = self_regional(heads.self_attention, texts, image_global, regions)
        loss = loss + recipe.self_weight * _ranking_loss(heads, "self", inner, term, owners, fits)
    if recipe.imfa_weight > 0:
        loss = loss + recipe.imfa_weight * _imfa_loss(heads, texts, image_global, regions, fits)
    return loss


def _batch_loss(heads: Heads, data: FeatureSet, pictures: np.ndarray, draw: np.random.Generator) -> torch.Tensor:
    """The weighted sum of the losses on one step: of the global vectors, with all captions, and of the regional scorers."""
    recipe = heads.recipe
    views = draw.integers(len(data.views), size=len(pictures))
    image_global = heads.image.embed_pooled(torch.from_numpy(data.pooled_rows(pictures, views)))
    places = (pictures[:, None] * data.captions + np.arange(data.captions)).ravel()
    owners = torch.arange(len(pictures)).repeat_interleave(data.captions)
    text_global = heads.text.embed_pooled(torch.from_numpy(data.means[places]))
    inner = text_global @ image_global.t() * heads.scale("inn")
    loss = recipe.inn_weight * info_nce(inner, owners, data.fits_others(places, owners, pictures))
    if recipe.self_weight == 0 and recipe.imfa_weight == 0:
        return loss
    return loss + _regional_loss(heads, data, pictures, views, image_global, draw)


def _fit_statistics(heads: Heads, data: FeatureSet) -> None:
    """Standardizations over all pictures, and over some of their regions and texts."""
    order = np.random.default_rng(0).permutation(len(data.pooled[0]))
    chosen, named = np.sort(order[:STATISTICS_SAMPLE]), np.sort(order[:STATISTICS_TEXTS])
    texts = (named[:, None] * data.captions + np.arange(data.captions)).ravel()
    regions = data.views[0][chosen].reshape(-1, data.views[0].shape[2])
    heads.fit_statistics(data.pooled[0], regions, data.texts.words(texts)[0], data.means[texts])
    _weigh_by_rarity(heads, data, heads.recipe.rarity_share)


def _weigh_by_rarity(heads: Heads, data: FeatureSet, share: float) -> None:
    """Multiply word weights by the words' rarity to the power of `share`, as far as their states tell it."""
    if data.rarity is None or share == 0:
        return
    texts = np.sort(np.random.default_rng(0).permutation(len(data.texts))[: data.captions * STATISTICS_TEXTS])
    rare = TokenStates(data.rarity[:, None], data.texts.offsets).words(texts)[0].squeeze(1)
    logits = np.minimum(rare, MAX_RARITY)
    heads.text.add_to_weights(torch.from_numpy(data.texts.words(texts)[0]), share * torch.from_numpy(logits))


@torch.no_grad()
def _fit_hubness(heads: Heads, data: FeatureSet) -> None:
    """The background: some training pictures and a text of each; always the same."""
    draw, wanted = np.random.default_rng(0), heads.recipe.hub_sample
    heads.eval()
    count = len(data.pooled[0])
    chosen = draw.choice(count, wanted, replace=count < wanted)
    said = chosen * data.captions + draw.integers(data.captions, size=wanted)
    pictures = heads.image.embed_pooled(torch.from_numpy(data.pooled[0][chosen]))
    heads.hubness.fit(pictures, heads.text.embed_pooled(torch.from_numpy(data.means[said])))


@torch.no_grad()
def settle(heads: Heads) -> None:
    """Turn scorers as training leaves them into those that are served; to be done once."""
    recipe = heads.recipe
    for scorer, share, returned in (
        (heads.imfa, recipe.imfa_share, recipe.imfa_returned),
        (heads.self_attention, recipe.self_share, recipe.self_returned),
    ):
        scorer.factor.mul_(share)
        scorer.agreement.returned.fill_(returned)
    heads.imfa.log_sharpness.add_(math.log(recipe.sharpened))
    heads.imfa.fusion.project.weight.mul_(recipe.fusion_share)
    heads.imfa.fusion.project.bias.mul_(recipe.fusion_share)


def _ignore(line: str, heads: Heads) -> None:
    """A report that says nothing."""


def train_heads(
    recipe: Recipe,
    data: FeatureSet,
    seed: int,
    report: Callable[[str, Heads], None] = _ignore,
    make: Callable[[Recipe], Heads] = Heads,
) -> Heads:
    """Train heads from scratch, or what `make` makes in their place; the same seed on the same machine gives the same heads.

    AdamW (Loshchilov and Hutter, arXiv:1711.05101), learning rate up and down as cosines.
    `report` is called after every epoch, with the heads in evaluation mode.
    """
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    heads = make(recipe)
    _fit_statistics(heads, data)
    groups = [
        {"params": heads.decayed(), "weight_decay": recipe.weight_decay},
        {"params": heads.free(), "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=recipe.learning_rate)
    steps = len(data.pooled[0]) // recipe.batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=recipe.epochs * steps, pct_start=recipe.warm_up
    )
    for epoch in range(recipe.epochs):
        started, total = time.monotonic(), 0.0
        order = clustered_order(heads, data, recipe.cluster if epoch else 1, draw)
        heads.train()
        for step in range(steps):
            loss = _batch_loss(heads, data, order[step * recipe.batch : (step + 1) * recipe.batch], draw)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        heads.eval()
        seconds = time.monotonic() - started
        report(f"epoch {epoch + 1}/{recipe.epochs} loss {total / steps:.3f} in {seconds:.0f} s", heads)
    _weigh_by_rarity(heads, data, recipe.rarity_added)
    _fit_hubness(heads, data)
    settle(heads)
    return heads
