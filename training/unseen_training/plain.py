"""A second kind of picture for a pack: what lies on a plain ground (products, drawings), and what is said of it.

The maps of the pack to begin from, its regions and its scorers stay what they are, so that photographs are found exactly as before. What is
learned is what to add to the global vectors of pictures and texts that look like the second kind, in the space that is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from . import encoders
from .batches import endless
from .config import read_values
from .feature_set import FeatureSet
from .heads import GlobalMap, ImageHead, Standardize, TextHead, unit
from .losses import info_nce
from .model import LOG_SCALE, MAX_SCALE

SAMPLE = {"pictures": 2000, "texts": 10_000}
"""Of each domain, at most: what standardizations are taken from."""
KIND_RIDGE = 3000.0
CHUNK = 2000


class PlainDomain(TypedDict):
    """One catalogue of the second kind."""

    batch: int
    """Pictures a step."""
    weight: float
    """How much its losses count."""
    dropout: float
    """Share of the features of its pictures that training leaves out."""
    flip: bool
    """Also train on pictures mirrored left to right."""
    held_out: int
    """Titles that are kept to measure with."""
    after: int
    """Titles that come before those: what settings were chosen on is trained on in the end, and others are measured with."""
    without: list[str]
    """Groups that are not trained on at all."""


@dataclass(frozen=True)
class PlainRecipe:
    """Everything that decides what is added to a pack but the data and the seed."""

    name: str
    version: str
    domains: dict[str, PlainDomain]
    photographs: int
    """Photographs a step, against which pictures and texts of all domains are told apart as well."""
    joint_weight: float
    """Weight of that loss, beside the losses within each domain."""
    context_dropout: float
    """Share of the context of pictures that training leaves out: what is not trained on photographs either is learned less by heart."""
    text_dropout: float
    text_hidden: int
    """Rectified units between a text that looks like the second kind and what is added for it."""
    picture_sharpness: float
    text_sharpness: float
    """How fast a picture, or a text, goes over from one kind to the other; the two kinds lie two apart."""
    text_shift: float
    """How far the middle is moved, so that what may be a caption is taken for one."""
    steps: int
    learning_rate: float
    weight_decay: float
    warm_up: float
    """Share of the steps in which the learning rate rises; it then falls as a cosine."""


def read_plain_recipe(path: Path) -> PlainRecipe:
    """Parse a recipe. Raises ValueError when a key is missing or unknown."""
    values = read_values(path, PlainRecipe)
    for name, domain in values["domains"].items():
        if wrong := sorted(domain.keys() ^ PlainDomain.__annotations__.keys()):
            raise ValueError(f"{path}: {name}: missing or unknown keys: {', '.join(wrong)}")
    return PlainRecipe(**values)


@dataclass(frozen=True)
class BaseMaps:
    """The maps of a pack as matrices and biases over bare features: of pictures, of texts, of regions, of words and of their weights."""

    picture: tuple[torch.Tensor, torch.Tensor]
    text: tuple[torch.Tensor, torch.Tensor]
    region: tuple[torch.Tensor, torch.Tensor]
    token: tuple[torch.Tensor, torch.Tensor]
    weight: tuple[torch.Tensor, torch.Tensor]


def read_base(pack: Path, context: int = 0) -> BaseMaps:
    """The maps in a pack's heads, of pictures with `context` numbers of context. What a map does not read has zeros: that of the features' mean
    alone their maximum and the context. Of two kinds the first is taken."""

    def graph(name: str) -> dict[str, torch.Tensor]:
        model = onnx.load(str(pack / name))
        return {item.name: torch.from_numpy(numpy_helper.to_array(item).astype(np.float32)) for item in model.graph.initializer}

    image, text = graph("image-head.onnx"), graph("text-head.onnx")

    def part(values: dict[str, torch.Tensor], name: str) -> tuple[torch.Tensor, torch.Tensor]:
        kept = f"{name}.linear" if f"{name}.linear.weight" in values else name
        return values[f"{kept}.weight"], values[f"{kept}.bias"]

    weight, bias = part(image, "to_global")
    inputs = 2 * part(image, "to_region")[0].shape[1] + context
    wider = torch.cat([weight, torch.zeros(len(weight), inputs - weight.shape[1])], 1)
    return BaseMaps((wider, bias), part(text, "to_global"), part(image, "to_region"), part(text, "to_token"), part(text, "to_weight"))


def _set(linear: nn.Linear, norm: Standardize, values: tuple[torch.Tensor, torch.Tensor]) -> None:
    """Let `linear(norm(x))` be `weight x + bias`."""
    weight, bias = values
    linear.weight.copy_(weight * norm.std)
    linear.bias.copy_(bias + weight @ norm.mean)


class PlainHeads(nn.Module):
    """Picture and text heads of two kinds: the first frozen, the second what the first is and what is learned to be added."""

    def __init__(self, base: BaseMaps, recipe: PlainRecipe) -> None:
        super().__init__()
        self.recipe = recipe
        global_dim, region_dim = len(base.picture[1]), len(base.region[1])
        self.features = 2 * base.region[0].shape[1]
        context = base.picture[0].shape[1] - self.features
        self.image = ImageHead(base.region[0].shape[1], global_dim, region_dim, 0.0, kinds=True, context=context)
        self.text = TextHead(encoders.STATES, global_dim, region_dim, 0.0, kinds=True, hidden=recipe.text_hidden)
        self.base = base
        channels = {"image": base.picture[0].shape[1], "text": encoders.STATES}
        self.added = nn.ModuleDict({side: nn.Linear(count, global_dim) for side, count in channels.items()})
        self.image.requires_grad_(False)
        self.text.requires_grad_(False)
        hidden, of_hidden = self.text.to_global.hidden, self.text.to_global.of_hidden
        for part in (*self.added.values(), *([hidden, of_hidden] if hidden is not None else [])):
            part.requires_grad_(True)
            if part is not hidden:
                nn.init.zeros_(part.weight)
                nn.init.zeros_(part.bias)
        self.log_scale = nn.ParameterDict({name: nn.Parameter(torch.tensor(LOG_SCALE)) for name in (*recipe.domains, "joint")})

    @torch.no_grad()
    def fit(self, photographs: FeatureSet, domains: list[FeatureSet], short: np.ndarray) -> None:
        """Take standardizations from all domains alike, that of the context from what is not a photograph, tell the kinds apart, and let both be
        the base's maps to begin with. `short` are mean states of words and phrases: alone, they are taken for captions."""
        pooled = [self.rows_of(photographs), *(torch.from_numpy(data.pooled[0]) for data in domains)]
        means = [torch.from_numpy(data.means) for data in (photographs, *domains)]
        for head, rows, count in ((self.image, pooled, SAMPLE["pictures"]), (self.text, means, SAMPLE["texts"])):
            parts = [some[torch.randperm(len(some))[:count]] for some in rows]
            head.to_global.norm.fit(torch.cat(parts))
            if head is self.image:
                plain = Standardize(rows[0].shape[1])
                plain.fit(torch.cat(parts[1:]))
                for name in ("mean", "std"):
                    getattr(head.to_global.norm, name)[self.features :] = getattr(plain, name)[self.features :]
        short = torch.from_numpy(short)
        captions = torch.cat([means[0][torch.randperm(len(means[0]))[: 2 * SAMPLE["texts"]]], short, short])
        recipe = self.recipe
        tell_kinds(self.image.to_global, pooled[0], torch.cat(pooled[1:]), recipe.picture_sharpness, 0.0, self.features)
        tell_kinds(self.text.to_global, captions, torch.cat(means[1:]), recipe.text_sharpness, recipe.text_shift)
        _set(self.image.to_region, self.image.region_norm, self.base.region)
        _set(self.text.to_token, self.text.token_norm, self.base.token)
        _set(self.text.to_weight, self.text.token_norm, self.base.weight)
        for head, values in ((self.image, self.base.picture), (self.text, self.base.text)):
            for linear in (head.to_global.linear, head.to_global.plain):
                _set(linear, head.to_global.norm, values)

    def rows_of(self, photographs: FeatureSet) -> torch.Tensor:
        """Pooled features of photographs [N,2C+E]. Nothing reads their context: zeros stand for it."""
        rows = torch.from_numpy(photographs.pooled[0])
        return torch.cat([rows, torch.zeros(len(rows), self.base.picture[0].shape[1] - rows.shape[1])], 1)

    @torch.no_grad()
    def frozen(self, side: str, rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """What training leaves as it is of rows [N,C]: the base's map [N,D], and how much each row looks like the second kind [N,1]."""
        head: GlobalMap = getattr(self, side).to_global
        parts = [(head.linear(normed), torch.sigmoid(head.kind(normed))) for normed in map(head.norm, rows.split(CHUNK))]
        return torch.cat([base for base, _ in parts]), torch.cat([kind for _, kind in parts])

    def embed(self, side: str, rows: torch.Tensor, frozen: tuple[torch.Tensor, torch.Tensor], dropout: float) -> torch.Tensor:
        """Globals [N,D] of rows [N,C] with what is `frozen` of them, as the heads give them once `settle` has been called."""
        head: GlobalMap = getattr(self, side).to_global
        normed = head.norm(rows)
        if side == "image":
            features, context = normed[:, : self.features], normed[:, self.features :]
            kept = nn.functional.dropout(context, self.recipe.context_dropout, self.training)
            normed = torch.cat([nn.functional.dropout(features, dropout, self.training), kept], 1)
        else:
            normed = nn.functional.dropout(normed, dropout, self.training)
        added = self.added[side](normed)
        if head.hidden is not None and head.of_hidden is not None:
            added = added + head.of_hidden(torch.relu(head.hidden(normed)))
        base, kind = frozen
        return unit(base + kind * added)

    def scale(self, loss: str) -> torch.Tensor:
        """1 / temperature of one loss."""
        return self.log_scale[loss].exp().clamp_max(MAX_SCALE)

    @torch.no_grad()
    def settle(self) -> None:
        """Write what was learned into the heads; to be done once."""
        for side, added in self.added.items():
            plain = getattr(self, side).to_global.plain
            plain.weight.add_(added.weight)
            plain.bias.add_(added.bias)
        self.eval()


@torch.no_grad()
def tell_kinds(
    head: GlobalMap, photographs: torch.Tensor, plain: torch.Tensor, sharpness: float, shift: float, read: int | None = None
) -> None:
    """Learn to tell the two kinds apart from rows [N,C] of each, which count alike, by their first `read` columns (ridge regression)."""
    rows = head.norm(torch.cat([photographs, plain]))[:, :read]
    rows = torch.cat([rows, torch.ones(len(rows), 1)], 1)
    truth = torch.cat([-torch.ones(len(photographs)), torch.ones(len(plain))])
    weight = torch.cat([torch.full((len(some),), 0.5 / len(some)) for some in (photographs, plain)]) * len(rows)
    ridge = torch.full((rows.shape[1],), KIND_RIDGE)
    ridge[-1] = 0.0
    gram = (rows * weight[:, None]).t() @ rows + torch.diag(ridge)
    found = torch.linalg.solve(gram.double(), (rows.t() @ (weight * truth)).double()).float()
    head.kind.weight.zero_()
    head.kind.weight[:, : len(found) - 1] = sharpness * found[None, :-1]
    head.kind.bias.fill_(sharpness * (float(found[-1]) + shift))


@dataclass(frozen=True)
class Frozen:
    """A domain with what training leaves as it is, of each view of its pictures and of its texts."""

    data: FeatureSet
    pictures: list[tuple[torch.Tensor, torch.Tensor]]
    texts: tuple[torch.Tensor, torch.Tensor]

    @classmethod
    def of(cls, heads: PlainHeads, data: FeatureSet) -> "Frozen":
        """What `heads` leave as it is of a domain."""
        pictures = [heads.frozen("image", torch.from_numpy(view)) for view in data.pooled]
        return cls(data, pictures, heads.frozen("text", torch.from_numpy(data.means)))

    def pictures_of(self, chosen: np.ndarray, views: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """What is frozen of the pictures `chosen`, each in the view that `views` names."""
        bases, kinds = zip(*((self.pictures[view][0][place], self.pictures[view][1][place]) for place, view in zip(chosen, views)))
        return torch.stack(bases), torch.stack(kinds)


def train_plain(
    recipe: PlainRecipe,
    base: BaseMaps,
    photographs: FeatureSet,
    domains: dict[str, FeatureSet],
    short: np.ndarray,
    seed: int,
    report: Callable[[str], None],
) -> PlainHeads:
    """Heads that find what the domains of the recipe show as well as photographs; the same seed on the same machine gives the same heads.

    Raises KeyError when a domain of the recipe is not there.
    """
    torch.manual_seed(seed)
    draw = np.random.default_rng(seed)
    used = {name: domains[name] for name in recipe.domains}
    heads = PlainHeads(base, recipe)
    heads.fit(photographs, list(used.values()), short)
    heads.eval()
    shown = unit(heads.frozen("image", heads.rows_of(photographs))[0])
    said = unit(heads.frozen("text", torch.from_numpy(photographs.means))[0]).view(len(shown), photographs.captions, -1)
    drawn = {name: Frozen.of(heads, data) for name, data in used.items()}
    learned = [p for p in heads.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in learned if p.ndim > 1], "weight_decay": recipe.weight_decay},
        {"params": [p for p in learned if p.ndim <= 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=recipe.learning_rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.learning_rate, total_steps=recipe.steps, pct_start=recipe.warm_up)
    streams = {
        name: endless(len(some.pooled[0]), min(len(some.pooled[0]), recipe.domains[name]["batch"]), draw) for name, some in used.items()
    }
    heads.train()
    for step in range(recipe.steps):
        met = draw.choice(len(shown), min(len(shown), recipe.photographs), replace=False)
        loss = _loss(heads, [(name, some, next(streams[name])) for name, some in drawn.items()], shown[met], said[met], draw)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if (step + 1) % max(1, recipe.steps // 10) == 0:
            report(f"step {step + 1}/{recipe.steps} loss {float(loss):.3f}")
    heads.settle()
    return heads


def _loss(
    heads: PlainHeads,
    drawn: list[tuple[str, Frozen, np.ndarray]],
    shown: torch.Tensor,
    said: torch.Tensor,
    draw: np.random.Generator,
) -> torch.Tensor:
    """The losses within each domain, and the one across all of them and photographs [N,D] with their captions [N,K,D]."""
    recipe, loss, start = heads.recipe, torch.zeros(()), 0
    texts, pictures, owners, neither, weights = [], [], [], [], []
    for name, some, chosen in drawn:
        domain, data = recipe.domains[name], some.data
        views = draw.integers(len(data.views), size=len(chosen))
        places = (chosen[:, None] * data.captions + np.arange(data.captions)).ravel()
        rows = torch.from_numpy(data.pooled_rows(chosen, views))
        picture = heads.embed("image", rows, some.pictures_of(chosen, views), domain["dropout"])
        rows = torch.from_numpy(data.means[places])
        text = heads.embed("text", rows, (some.texts[0][places], some.texts[1][places]), recipe.text_dropout)
        own = torch.arange(len(chosen)).repeat_interleave(data.captions)
        fits = data.fits_others(places, own, chosen)
        if fits is None:
            fits = torch.zeros(len(places), len(chosen), dtype=torch.bool)
        loss = loss + domain["weight"] * info_nce(text @ picture.t() * heads.scale(name), own, fits)
        texts.append(text)
        pictures.append(picture)
        owners.append(own + start)
        neither.append(fits)
        weights.append(torch.full((len(chosen),), domain["weight"] / len(chosen)))
        start += len(chosen)
    own = torch.arange(len(shown)).repeat_interleave(said.shape[1]) + start
    neither.append(torch.zeros(len(own), len(shown), dtype=torch.bool))
    weights.append(torch.full((len(shown),), 1 / len(shown)))
    inner = torch.cat([*texts, said.flatten(0, 1)]) @ torch.cat([*pictures, shown]).t() * heads.scale("joint")
    joint = info_nce(inner, torch.cat([*owners, own]), torch.block_diag(*neither).bool(), torch.cat(weights))
    return loss + recipe.joint_weight * joint
