"""Heads for a pack of any making: what is learned is added to its vectors, so that training begins where the pack is."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch
from torch import nn

from .config import Recipe
from .feature_set import FeatureSet
from .heads import Standardize, WordWeights, unit
from .model import Heads


def _nothing_yet(inputs: int, outputs: int, bias: bool = True) -> nn.Linear:
    """A linear layer that gives zeros until it is trained."""
    linear = nn.Linear(inputs, outputs, bias)
    for parameter in linear.parameters():
        nn.init.zeros_(parameter)
    return linear


class Adapter(nn.Module):
    """Vectors [B,D] and what a linear map of them adds, L2-normalized."""

    def __init__(self, size: int, dropout: float) -> None:
        super().__init__()
        self.norm: nn.Module = Standardize(size)
        self.dropout = nn.Dropout(dropout)
        self.linear = _nothing_yet(size, size)

    def forward(self, vectors: torch.Tensor) -> torch.Tensor:
        return unit(vectors + self.linear(self.dropout(self.norm(vectors))))


class ImageAdapter(nn.Module):
    """base_global [B,D], base_regions [B,R,d] -> `global`, `regions`, both L2-normalized."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.to_global = Adapter(recipe.global_dim, recipe.image_dropout)
        self.to_region = _nothing_yet(recipe.region_dim, recipe.region_dim, bias=False)

    def embed_pooled(self, globals_: torch.Tensor) -> torch.Tensor:
        """Globals of the pack [B,D] -> globals [B,D]."""
        return self.to_global(globals_)

    def embed_regions(self, rows: torch.Tensor) -> torch.Tensor:
        """Regions of the pack [B,R,d] -> regions [B,R,d]."""
        return unit(rows + self.to_region(rows))

    def forward(self, base_global: torch.Tensor, base_regions: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return self.embed_pooled(base_global), self.embed_regions(base_regions)


class TextAdapter(WordWeights):
    """base_global [B,D], base_tokens [B,T,d], base_weights [B,T] -> `global`, `tokens` and `token_weights`; weights are learned anew for the
    positions that had one."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__(recipe.region_dim)
        self.to_global = Adapter(recipe.global_dim, recipe.text_dropout)
        self.to_token = _nothing_yet(recipe.region_dim, recipe.region_dim, bias=False)

    def embed_pooled(self, globals_: torch.Tensor) -> torch.Tensor:
        """Globals of the pack [B,D] -> globals [B,D]."""
        return self.to_global(globals_)

    def embed_words(self, rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Words of the pack [...,d] -> words [...,d] and positive weights [...] yet to be normalized over a text's words."""
        return unit(rows + self.to_token(rows)), self.weigh(self.token_norm(rows))

    def forward(
        self, base_global: torch.Tensor, base_tokens: torch.Tensor, base_weights: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        tokens, raw = self.embed_words(base_tokens)
        raw = raw * (base_weights > 0).to(raw.dtype)
        return self.embed_pooled(base_global), tokens, raw / raw.sum(1, keepdim=True).clamp_min(1e-6)


class AdapterHeads(Heads):
    """Adapters in the place of heads; scorers, hubness and temperatures as ever."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__(recipe, ImageAdapter(recipe), TextAdapter(recipe))

    def fit_statistics(self, pooled: np.ndarray, regions: np.ndarray, states: np.ndarray, pooled_states: np.ndarray) -> None:
        """Set the standardizations of globals [N,D] and [K,D], and of words [M,d]; regions have none."""
        self.image.to_global.norm.fit(torch.from_numpy(np.asarray(pooled, np.float32)))
        self.text.token_norm.fit(torch.from_numpy(np.asarray(states, np.float32)))
        self.text.to_global.norm.fit(torch.from_numpy(np.asarray(pooled_states, np.float32)))


@dataclass(frozen=True)
class PackOutputs(FeatureSet):
    """What a pack gives for pictures and texts, in the place of features: `views` are its regions, `texts` its words; `globals` of each view of
    the pictures [N,D] are what is pooled, and `text_globals` [N * captions,D] the mean states."""

    globals: list[np.ndarray] = field(default_factory=list)
    text_globals: np.ndarray = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        object.__setattr__(self, "means", self.text_globals)
        object.__setattr__(self, "pooled", self.globals)
