"""What a text brings along so that its scores mean the same as those of any other text: its own lines.

Shapes: B texts, T token positions, D global dimensions, d region dimensions.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from .heads import unit
from .quantize import quantize

SHARPNESS = 8.0
"""How much the best regions count against the others in the regional evidence."""
NEAR_PICTURES = (8, 38)
NEAR_TEXTS = (1, 5, 34)
DENSE = 0.5
COLUMNS = (
    "picture_global",
    "picture_region",
    "picture_bias",
    "alone_global",
    "alone_bias",
    "caption_global",
    "caption_bias",
    "understood",
)
"""Columns of the output; `logit = picture_global * s + picture_region * r + picture_bias` is that of a picture with inner product s
and regional evidence r, `alone_*` that of a picture whose regions are not at hand, `caption_*` that of a caption."""
MOST = {"picture_bias": -3.25, "alone_bias": -3.25, "caption_bias": -3.8}
"""The most a text may be taken for granted: what is in every fourth picture of the training set need not be common elsewhere."""
LYING = 14
"""Features of how a text lies in the background and is spelled; lines of products and `understood` rest on these alone."""
FEATURES = LYING + 2
"""And how common its words are: the rarest, and their mean."""
COMMON_STEPS = 13
LEAST_COMMON = -9.4
"""`common` holds 13 times the logarithm of the share of pictures that a piece is said of, at least that of half a picture in 6,000."""
SAYS_NOTHING = 0
"""Entry of `common` for pieces that tell nothing: of the grammar, and signs that are no words."""


def regional_evidence(words: np.ndarray, regions: np.ndarray) -> np.ndarray:
    """How near the nearest regions come to a text: words [A,d], regions [B,R,d] -> [A,B].

    log(mean(exp(8 w r))) / 8, a soft maximum over the regions; w is the unit sum of the text's tokens by their weights.
    """
    out = np.empty((len(words), len(regions)), np.float32)
    flat = regions.reshape(-1, regions.shape[2]).astype(np.float32)
    for start in range(0, len(words), 64):
        products = (words[start : start + 64] @ flat.T).reshape(-1, *regions.shape[:2])
        out[start : start + 64] = np.log(np.exp(products * SHARPNESS).mean(-1)) / SHARPNESS
    return out


class MatchHead(nn.Module):
    """input_ids, states, attention_mask, global, tokens, token_weights -> `match` [B,8], the columns of `COLUMNS`.

    A text's slopes and lines are linear in how it lies among the pictures and captions of a background that is held here as int8: how
    near it comes to them on average and at best, how densely captions lie around it, how its words are spelled, and how common they are: of a
    word that many pictures show more pictures are above its line. Texts that look as if they were
    said of products or drawings have slopes and lines of their own, mixed in by the classifier that the text head has for them.
    """

    def __init__(self, global_dim: int, states: int, pictures: int, captions: int, vocabulary: int) -> None:
        super().__init__()
        self.register_buffer("pictures", torch.zeros(pictures, global_dim, dtype=torch.int8))
        self.register_buffer("pictures_scale", torch.zeros(pictures))
        self.register_buffer("captions", torch.zeros(captions, states, dtype=torch.int8))
        self.register_buffer("captions_scale", torch.zeros(captions))
        self.register_buffer("continues", torch.zeros(vocabulary, dtype=torch.int8))
        self.register_buffer("common", torch.zeros(vocabulary, dtype=torch.int8))
        self.unknown_id = 0
        self.register_buffer("mean", torch.zeros(FEATURES))
        self.register_buffer("std", torch.ones(FEATURES))
        self.register_buffer("by_features", torch.zeros(FEATURES, len(COLUMNS)))
        self.register_buffer("base", torch.zeros(len(COLUMNS)))
        self.register_buffer("plain_mean", torch.zeros(LYING))
        self.register_buffer("plain_std", torch.ones(LYING))
        self.register_buffer("plain_by_features", torch.zeros(LYING, len(COLUMNS)))
        self.register_buffer("plain_base", torch.zeros(len(COLUMNS)))
        self.register_buffer("kind", torch.zeros(states))
        self.register_buffer("kind_bias", torch.tensor(-100.0))
        self.register_buffer("most", torch.tensor([MOST.get(name, torch.inf) for name in COLUMNS]))

    def hold(self, pictures: np.ndarray, captions: np.ndarray, continues: np.ndarray, common: np.ndarray, unknown_id: int) -> None:
        """Take the background: globals of pictures [P,D], mean states of captions [C,H], which token ids go on with a word [V], and how
        common each is [V], in `COMMON_STEPS` of the logarithm of the share of pictures."""
        for name, rows in (("pictures", pictures), ("captions", captions / np.linalg.norm(captions, axis=1, keepdims=True))):
            values, scales = quantize(rows)
            getattr(self, name).copy_(torch.from_numpy(values))
            getattr(self, f"{name}_scale").copy_(torch.from_numpy(scales))
        self.continues.copy_(torch.from_numpy(continues.astype(np.int8)))
        self.common.copy_(torch.from_numpy(common.astype(np.int8)))
        self.unknown_id = unknown_id

    def features(
        self,
        input_ids: torch.Tensor,
        pooled: torch.Tensor,
        attention_mask: torch.Tensor,
        text_global: torch.Tensor,
        tokens: torch.Tensor,
        token_weights: torch.Tensor,
    ) -> torch.Tensor:
        """How texts lie in the background and how common their words are [B,16], yet to be standardized."""
        near = torch.matmul(text_global, (self.pictures.to(torch.float32) * self.pictures_scale.unsqueeze(-1)).t())
        mean = near.mean(1, keepdim=True)
        spread = ((near - mean) ** 2).mean(1, keepdim=True).sqrt()
        best = [near.topk(count, dim=1).values.mean(1, keepdim=True) for count in NEAR_PICTURES]
        known = torch.matmul(unit(pooled), (self.captions.to(torch.float32) * self.captions_scale.unsqueeze(-1)).t())
        nearest = [known.topk(count, dim=1).values.mean(1, keepdim=True) for count in NEAR_TEXTS]
        dense = (known > DENSE).to(torch.float32).mean(1, keepdim=True).sqrt()
        mask = attention_mask.to(torch.float32)
        pieces = (mask.sum(1, keepdim=True) - 2.0).clamp_min(1.0)
        going_on = (self.continues[input_ids].to(torch.float32) * mask).sum(1, keepdim=True) / pieces
        unknown = ((input_ids == self.unknown_id).to(torch.float32) * mask).sum(1, keepdim=True) / pieces
        words = (tokens * token_weights.unsqueeze(-1)).sum(1).norm(dim=-1, keepdim=True)
        length = pooled.norm(dim=-1, keepdim=True)
        parts = [mean, spread, *best, *nearest, known.mean(1, keepdim=True), dense, pieces.log(), words, length, going_on, unknown]
        return torch.cat([*parts, *self.commonness(input_ids, mask)], 1)

    def commonness(self, input_ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """How common the rarest piece of each text is, and the mean of its pieces [B,1]; a text that tells nothing counts as rarest."""
        common = self.common[input_ids].to(torch.float32)
        telling = mask * (common != SAYS_NOTHING).to(torch.float32)
        any_ = telling.amax(1, keepdim=True)
        common = common / COMMON_STEPS
        rarest = (common * telling).amin(1, keepdim=True) * any_ + (1 - any_) * LEAST_COMMON
        average = (common * telling).sum(1, keepdim=True) / telling.sum(1, keepdim=True).clamp_min(1.0)
        return [rarest, average * any_ + (1 - any_) * LEAST_COMMON]

    def kinds(self, pooled: torch.Tensor) -> torch.Tensor:
        """How much texts with mean states [B,H] look as if they were said of what lies on a plain ground [B,1]."""
        return torch.sigmoid(torch.matmul(pooled, self.kind.unsqueeze(1)) + self.kind_bias)

    def lines(self, features: torch.Tensor, pooled: torch.Tensor) -> torch.Tensor:
        """Features [B,16] and mean states [B,H] -> the columns [B,8]."""
        lines = torch.matmul((features - self.mean) / self.std, self.by_features) + self.base
        lying = features[:, :LYING]
        plain = torch.matmul((lying - self.plain_mean) / self.plain_std, self.plain_by_features) + self.plain_base
        kind = self.kinds(pooled)
        return torch.minimum((1 - kind) * lines + kind * plain, self.most)

    def forward(
        self,
        input_ids: torch.Tensor,
        states: torch.Tensor,
        attention_mask: torch.Tensor,
        text_global: torch.Tensor,
        tokens: torch.Tensor,
        token_weights: torch.Tensor,
    ) -> torch.Tensor:
        mask = attention_mask.to(states.dtype).unsqueeze(-1)
        pooled = (states * mask).sum(1) / mask.sum(1).clamp_min(1.0)
        return self.lines(self.features(input_ids, pooled, attention_mask, text_global, tokens, token_weights), pooled)
