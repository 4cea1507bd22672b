"""Joint training of INN, IMFA and the self-attention baseline on frozen features."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch

from .batches import clustered_order, endless
from .config import Recipe
from .feature_set import FeatureSet, Words
from .features import TokenStates
from .losses import every_positive, fits_others, info_nce
from .model import Heads
from .pairs import Texts, embed_texts, imfa_regional, self_regional

STATISTICS_SAMPLE = 500
STATISTICS_TEXTS = 2000
MAX_RARITY = 6.0
SURE = 2
"""Captions of a photograph that must hold a word for it to be shown."""


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


@dataclass(frozen=True)
class Drawn:
    """The pictures of one domain in a step, each in the view that `views` names, and how much their losses count."""

    data: FeatureSet
    pictures: np.ndarray
    views: np.ndarray
    weight: float

    def texts(self, kept: np.ndarray | None = None) -> tuple[np.ndarray, torch.Tensor]:
        """Places of the pictures' texts, all or those `kept` of each [B,K], and which of the pictures owns each."""
        each = np.broadcast_to(np.arange(self.data.captions), (len(self.pictures), self.data.captions)) if kept is None else kept
        places = (self.pictures[:, None] * self.data.captions + each).ravel()
        return places, torch.arange(len(self.pictures)).repeat_interleave(each.shape[1])

    def fits_others(self, places: np.ndarray, owners: torch.Tensor) -> torch.Tensor | None:
        """Which of the texts at `places` are said of other pictures of the step, too [A,B]; nothing where texts have no numbers."""
        if self.data.numbers is None:
            return None
        numbers = torch.from_numpy(self.data.numbers)
        return fits_others(numbers[places], owners, numbers.view(-1, self.data.captions)[self.pictures])


def _global_loss(heads: Heads, drawn: list[Drawn], image_globals: list[torch.Tensor]) -> torch.Tensor:
    """The losses of the global vectors: within each domain, and across all of them."""
    loss, texts, owners, neither, start = torch.zeros(()), [], [], [], 0
    for place, (some, image_global) in enumerate(zip(drawn, image_globals)):
        places, own = some.texts()
        text_global = heads.text.embed_pooled(torch.from_numpy(some.data.means[places]))
        fits = some.fits_others(places, own)
        loss = loss + some.weight * info_nce(
            text_global @ image_global.t() * heads.scale("plain" if place else "inn"), own, fits
        )
        texts.append(text_global)
        owners.append(own + start)
        neither.append(torch.zeros(len(places), len(some.pictures), dtype=torch.bool) if fits is None else fits)
        start += len(some.pictures)
    joint = heads.recipe.joint_weight
    if len(drawn) > 1 and joint > 0:
        weights = torch.cat([torch.full((len(some.pictures),), some.weight / len(some.pictures)) for some in drawn])
        inner = torch.cat(texts) @ torch.cat(image_globals).t() * heads.scale("joint")
        loss = loss + joint * info_nce(inner, torch.cat(owners), torch.block_diag(*neither).bool(), weights)
    return loss


def _words_loss(heads: Heads, words: Words, drawn: Drawn, image_global: torch.Tensor, draw: np.random.Generator) -> torch.Tensor:
    """What words and phrases miss: those of a picture's captions that two of them hold must find it. One caption alone says neither yes
    nor no."""
    votes = words.votes[:, drawn.pictures]
    found = np.flatnonzero((votes >= SURE).any(1))
    chosen = draw.permutation(found)[: heads.recipe.words_batch]
    texts = heads.text.embed_pooled(torch.from_numpy(words.means[chosen]))
    said = torch.from_numpy(votes[chosen])
    return every_positive(texts @ image_global.t() * heads.scale("words"), said >= SURE, said == 1)


def _regional_loss(heads: Heads, drawn: Drawn, image_global: torch.Tensor, draw: np.random.Generator) -> torch.Tensor:
    """The losses of the regional scorers within one domain."""
    recipe, data = heads.recipe, drawn.data
    # The words of all captions would cost more than everything else: the regional scorers read some of each picture.
    kept = draw.random((len(drawn.pictures), data.captions)).argsort(1)[:, : recipe.captions_per_picture]
    some, owners = drawn.texts(kept)
    texts = embed_texts(heads.text, data.means, data.texts, some, recipe.word_dropout)
    if recipe.detach_global:
        texts = dataclasses.replace(texts, globals=texts.globals.detach())
        image_global = image_global.detach()
    inner = texts.globals @ image_global.t()
    fits = drawn.fits_others(some, owners)
    regions = heads.image.embed_regions(
        torch.from_numpy(data.regions(drawn.pictures, drawn.views, recipe.region_share, draw))
    )
    loss = torch.zeros(())
    if recipe.self_weight > 0:
        term = self_regional(heads.self_attention, texts, image_global, regions)
        loss = loss + recipe.self_weight * _ranking_loss(heads, "self", inner, term, owners, fits)
    if recipe.imfa_weight > 0:
        loss = loss + recipe.imfa_weight * _imfa_loss(heads, texts, image_global, regions, fits)
    return loss


def _batch_loss(heads: Heads, drawn: list[Drawn], words: Words | None, draw: np.random.Generator) -> torch.Tensor:
    """The weighted sum of the losses on one step; photographs come first, and `words` are theirs."""
    recipe = heads.recipe
    image_globals = [
        heads.image.embed_pooled(torch.from_numpy(some.data.pooled_rows(some.pictures, some.views))) for some in drawn
    ]
    loss = recipe.inn_weight * _global_loss(heads, drawn, image_globals)
    if words is not None and recipe.words_weight > 0:
        loss = loss + recipe.words_weight * _words_loss(heads, words, drawn[0], image_globals[0], draw)
    if recipe.self_weight == 0 and recipe.imfa_weight == 0:
        return loss
    for place, (some, image_global) in enumerate(zip(drawn, image_globals)):
        # Of other domains one group is enough: what words find in regions is mostly learned from photographs.
        size = recipe.regional_batch if place else len(some.pictures)
        group = dataclasses.replace(some, pictures=some.pictures[:size], views=some.views[:size])
        loss = loss + some.weight * _regional_loss(heads, group, image_global[:size], draw)
    return loss


def _fit_statistics(heads: Heads, domains: list[FeatureSet], short: Words | None) -> None:
    """Standardizations over the same number of pictures and texts of each domain, so that none of them sets the scale alone."""
    pooled, regions, words, means = [], [], [], []
    for data in domains:
        order = np.random.default_rng(0).permutation(len(data.pooled[0]))
        chosen, named = np.sort(order[:STATISTICS_SAMPLE]), np.sort(order[:STATISTICS_TEXTS])
        texts = (named[:, None] * data.captions + np.arange(data.captions)).ravel()
        pooled.append(data.pooled[0][named] if len(domains) > 1 else data.pooled[0])
        regions.append(data.views[0][chosen].reshape(-1, data.views[0].shape[2]))
        words.append(data.texts.words(texts)[0])
        means.append(data.means[texts])
    heads.fit_statistics(*(np.concatenate(rows) for rows in (pooled, regions, words, means)))
    if heads.recipe.kinds:
        for side, rows in ((heads.image, pooled), (heads.text, means)):
            photographs, *plain = (torch.from_numpy(some) for some in rows)
            if side is heads.text and short is not None:
                photographs = torch.cat([photographs, torch.from_numpy(short.means)])
            side.to_global.tell_kinds(photographs, torch.cat(plain))
    _weigh_by_rarity(heads, domains, heads.recipe.rarity_share)


def _weigh_by_rarity(heads: Heads, domains: list[FeatureSet], share: float) -> None:
    """Multiply word weights by the words' rarity to the power of `share`, as far as their states tell it."""
    words, logits = [], []
    for data in domains:
        if data.rarity is None or share == 0:
            continue
        texts = np.sort(np.random.default_rng(0).permutation(len(data.texts))[: data.captions * STATISTICS_TEXTS])
        rare = TokenStates(data.rarity[:, None], data.texts.offsets).words(texts)[0].squeeze(1)
        words.append(data.texts.words(texts)[0])
        logits.append(np.minimum(rare, MAX_RARITY))
    if words:
        heads.text.add_to_weights(torch.from_numpy(np.concatenate(words)), share * torch.from_numpy(np.concatenate(logits)))


@torch.no_grad()
def _fit_hubness(heads: Heads, domains: list[tuple[FeatureSet, float]]) -> None:
    """The background: some training pictures of each domain, as its share is, and a text each; always the same.

    Photographs are half of it: with fewer of them their recall falls.
    """
    draw, sample, total = np.random.default_rng(0), heads.recipe.hub_sample, sum(share for _, share in domains)
    heads.eval()
    pictures, texts, left = [], [], sample
    for place, (data, share) in enumerate(domains):
        count = len(data.pooled[0])
        wanted = left if place == len(domains) - 1 else round(sample * share / total)
        left -= wanted
        chosen = draw.choice(count, wanted, replace=count < wanted)
        said = chosen * data.captions + draw.integers(data.captions, size=wanted)
        pictures.append(heads.image.embed_pooled(torch.from_numpy(data.pooled[0][chosen])))
        texts.append(heads.text.embed_pooled(torch.from_numpy(data.means[said])))
    heads.hubness.fit(torch.cat(pictures), torch.cat(texts))


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
    beside: dict[str, FeatureSet] | None = None,
    words: Words | None = None,
) -> Heads:
    """Train heads from scratch; the same seed on the same machine gives the same heads.

    `data` are photographs, passed over once an epoch; `beside` the domains that the recipe names, of which every step sees some,
    `words` those of the photographs' captions.
    AdamW (Loshchilov and Hutter, arXiv:1711.05101), learning rate up and down as cosines.
    `report` is called after every epoch, with the heads in evaluation mode.
    Raises KeyError when a domain of the recipe is not there.
    """
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    heads = Heads(recipe)
    others = {name: (beside or {})[name] for name in recipe.beside}
    domains = [data, *others.values()]
    _fit_statistics(heads, domains, words)
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
    streams = {
        name: endless(len(some.pooled[0]), min(len(some.pooled[0]), recipe.beside[name]["batch"]), draw)
        for name, some in others.items()
    }
    for epoch in range(recipe.epochs):
        started, total = time.monotonic(), 0.0
        order = clustered_order(heads, data, recipe.cluster if epoch else 1, draw)
        heads.train()
        for step in range(steps):
            chosen = [(data, order[step * recipe.batch : (step + 1) * recipe.batch], 1.0)]
            chosen += [(some, next(streams[name]), recipe.beside[name]["weight"]) for name, some in others.items()]
            drawn = [
                Drawn(some, pictures, draw.integers(len(some.views), size=len(pictures)), weight)
                for some, pictures, weight in chosen
            ]
            loss = _batch_loss(heads, drawn, words, draw)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        heads.eval()
        seconds = time.monotonic() - started
        report(f"epoch {epoch + 1}/{recipe.epochs} loss {total / steps:.3f} in {seconds:.0f} s", heads)
    _weigh_by_rarity(heads, domains, recipe.rarity_added)
    shares = {name: recipe.beside[name]["weight"] for name in others}
    _fit_hubness(heads, [(data, sum(shares.values()) or 1.0), *((some, shares[name]) for name, some in others.items())])
    settle(heads)
    return heads
