"""All trained parts in one module, with the starting points that need the training set."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from . import encoders
from .config import Recipe
from .hubness import Hubness
from .heads import ImageHead, ImfaScorer, SelfScorer, TextHead

LOG_SCALE = 3.0
"""Start of the learned logarithm of 1 / temperature (a scale of 20)."""

MAX_SCALE = 100.0
"""Bound of the learned 1 / temperature, as in CLIP (Radford et al., arXiv:2103.00020)."""
LOSSES = ("inn", "imfa", "imfa_alone", "self", "self_alone")


class Heads(nn.Module):
    """Image head, text head, both scorers and the temperatures of the losses."""

    def __init__(self, recipe: Recipe, image: nn.Module | None = None, text: nn.Module | None = None) -> None:
        super().__init__()
        self.recipe = recipe
        channels = encoders.FEATURES * len(recipe.backbones)
        self.image = image or ImageHead(channels, recipe.global_dim, recipe.region_dim, recipe.image_dropout)
        self.text = text or TextHead(encoders.STATES, recipe.global_dim, recipe.region_dim, recipe.text_dropout)
        self.hubness = Hubness(recipe.global_dim, recipe.hub_sample, recipe.hub_texts, recipe.hub_pictures)
        self.imfa = ImfaScorer(
            recipe.global_dim, recipe.region_dim, recipe.fusion_rank, self.hubness, recipe.imfa_level
        )
        self.self_attention = SelfScorer(recipe.region_dim, self.hubness)
        self.log_scale = nn.ParameterDict(
            {name: nn.Parameter(torch.tensor(LOG_SCALE)) for name in LOSSES}
        )

    def scorer(self, name: str) -> ImfaScorer | SelfScorer:
        """The scorer called `imfa` or `self`."""
        return {"imfa": self.imfa, "self": self.self_attention}[name]

    def scale(self, loss: str) -> torch.Tensor:
        """1 / temperature of one loss."""
        return self.log_scale[loss].exp().clamp_max(MAX_SCALE)

    def fit_statistics(
        self, pooled: np.ndarray, regions: np.ndarray, states: np.ndarray, pooled_states: np.ndarray
    ) -> None:
        """Set the standardizations from pooled features [N,C], regions [L,C], states [M,H] and sentence means [K,H]."""
        self.image.to_global.norm.fit(torch.from_numpy(np.asarray(pooled, np.float32)))
        self.image.region_norm.fit(torch.from_numpy(np.asarray(regions, np.float32)))
        self.text.token_norm.fit(torch.from_numpy(np.asarray(states, np.float32)))
        self.text.to_global.norm.fit(torch.from_numpy(np.asarray(pooled_states, np.float32)))

    def decayed(self) -> list[nn.Parameter]:
        """Parameters under weight decay: matrices, but not word weights, which it would make all alike."""
        return [p for p in self.parameters() if p.ndim > 1 and p is not self.text.to_weight.weight]

    def free(self) -> list[nn.Parameter]:
        """Parameters without weight decay: biases, scalars and what weighs words."""
        return [p for p in self.parameters() if p.ndim <= 1 or p is self.text.to_weight.weight]
