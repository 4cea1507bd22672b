"""How near a text or a picture lies to everything: some rank high for any query, whatever it asks for."""

from __future__ import annotations

import torch
from torch import nn

from .quantize import quantize

NEAREST = 10
"""How many of the background's vectors decide how near it is."""
RANK = 64
"""Dimensions in which nearness is measured: the widest of the background. Among photographs more measure no better and cost more."""
GROUP = 16
"""How many of a background stand for one another in `GroupedHubness`."""


class Hubness(nn.Module):
    """The mean inner product of a global vector with its nearest ones of a background, less what is usual there.

    The background is a sample of the training set: pictures for texts, captions for pictures. Subtracting a share of it
    from a score takes from hubs what they win everywhere (Conneau et al., arXiv:1710.04087, for words; Bogolin et al.,
    arXiv:2112.12777, with a bank of training queries). The sample is held as int8, so that it travels inside the scorer.
    """

    def __init__(self, global_dim: int, sample: int, texts: float, pictures: float, rank: int = RANK) -> None:
        super().__init__()
        self.text_share, self.picture_share = texts, pictures
        rank = min(rank, global_dim)
        self.register_buffer("axes", torch.zeros(global_dim, rank))
        for side in ("pictures", "captions"):
            self.register_buffer(side, torch.zeros(sample, rank, dtype=torch.int8))
            self.register_buffer(f"{side}_scale", torch.zeros(sample))
            self.register_buffer(f"{side}_level", torch.zeros(()))

    def _near(self, globals_: torch.Tensor, side: str) -> torch.Tensor:
        """globals [N,D] -> the mean of their highest inner products with one side of the background [N]."""
        rows = getattr(self, side).to(torch.float32) * getattr(self, f"{side}_scale").unsqueeze(-1)
        products = torch.matmul(torch.matmul(globals_, self.axes), rows.t())
        return self.highest(products).mean(1) - getattr(self, f"{side}_level")

    def highest(self, products: torch.Tensor) -> torch.Tensor:
        """Of each row of [N,S] the highest [N,10]."""
        return products.topk(NEAREST, dim=1).values

    def of_texts(self, text_global: torch.Tensor) -> torch.Tensor:
        """What a text's scores are lowered by: [A,D] -> [A]."""
        return self.text_share * self._near(text_global, "pictures")

    def of_pictures(self, image_global: torch.Tensor) -> torch.Tensor:
        """What a picture's scores are lowered by: [B,D] -> [B]."""
        return self.picture_share * self._near(image_global, "captions")

    @torch.no_grad()
    def fit(self, pictures: torch.Tensor, captions: torch.Tensor) -> None:
        """Take the background from globals of pictures and of captions, both [sample,D]."""
        both = torch.cat([pictures, captions])
        self.axes.copy_(torch.linalg.eigh(both.t() @ both).eigenvectors[:, -self.axes.shape[1] :])
        for side, globals_ in (("pictures", pictures), ("captions", captions)):
            rows, scales = quantize((globals_ @ self.axes).numpy())
            getattr(self, side).copy_(torch.from_numpy(rows))
            getattr(self, f"{side}_scale").copy_(torch.from_numpy(scales))
            getattr(self, f"{side}_level").zero_()
        levels = self._near(captions, "pictures").mean(), self._near(pictures, "captions").mean()
        self.pictures_level.copy_(levels[0])
        self.captions_level.copy_(levels[1])


class GroupedHubness(Hubness):
    """The same with the highest of each group, of which the highest are taken: found in a fifth of the time, and two of the highest are seldom in
    one group. The background is cut to whole groups."""

    def __init__(self, global_dim: int, sample: int, texts: float, pictures: float, rank: int = RANK) -> None:
        super().__init__(global_dim, sample // GROUP * GROUP, texts, pictures, rank)

    def highest(self, products: torch.Tensor) -> torch.Tensor:
        return super().highest(products.reshape(-1, GROUP, products.shape[1] // GROUP).amax(1))

    @torch.no_grad()
    def fit(self, pictures: torch.Tensor, captions: torch.Tensor) -> None:
        super().fit(pictures[: len(self.pictures)], captions[: len(self.captions)])
