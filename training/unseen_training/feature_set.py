"""The frozen features of one split, as training and evaluation read them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch

from .features import TokenStates
from .losses import fits_others

CHUNK = 500


@dataclass(frozen=True)
class View:
    """Some pictures of a feature file [M,R,C], which may be larger than memory: picture `i` is its row `places[i]`."""

    rows: np.ndarray
    places: np.ndarray

    def __len__(self) -> int:
        return len(self.places)

    @property
    def shape(self) -> tuple[int, ...]:
        """[N,R,C]."""
        return (len(self), *self.rows.shape[1:])

    def __getitem__(self, which: int | slice | np.ndarray) -> np.ndarray:
        return self.rows[self.places[which]]


def pool(view: View) -> np.ndarray:
    """Mean and maximum over the regions of features [N,R,C] float16 -> [N,2C] float32."""
    parts = []
    for start in range(0, len(view), CHUNK):
        rows = view[start : start + CHUNK]
        parts.append(np.concatenate([rows.mean(1, dtype=np.float32), rows.max(1).astype(np.float32)], 1))
    return np.concatenate(parts)


@dataclass(frozen=True)
class FeatureSet:
    """Frozen features of one split.

    `views` are features [N,R,C] float16 of the same N pictures (as they are, and mirrored where wanted); `texts` holds
    `captions` texts for each picture, picture by picture; `rarity` [sum T], where it is known, is how rare each of their
    tokens is, in the order of the texts' states; `numbers` are equal for equal texts; `contexts` are what the encoder says of each view of the
    whole pictures [N,E]. Derived: `means`, the texts' mean states [N * captions,H],
    and `pooled`, each view's mean and maximum over regions, and its context [N,2C+E].
    """

    views: list[View]
    texts: TokenStates
    captions: int
    rarity: np.ndarray | None = None
    numbers: np.ndarray | None = None
    contexts: list[np.ndarray] | None = None
    means: np.ndarray = field(init=False)
    pooled: list[np.ndarray] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "means", self.texts.means())
        pooled = [pool(view) for view in self.views]
        if self.contexts is not None:
            pooled = [np.concatenate(both, 1) for both in zip(pooled, self.contexts)]
        object.__setattr__(self, "pooled", pooled)

    def owners(self) -> np.ndarray:
        """The picture of each text [N * captions]."""
        return np.arange(len(self.texts)) // self.captions

    def pooled_rows(self, pictures: np.ndarray, views: np.ndarray) -> np.ndarray:
        """Pooled features [B,2C+E] of `pictures`, each in the view that `views` names."""
        return np.stack([self.pooled[view][picture] for picture, view in zip(pictures, views)])

    def fits_others(self, places: np.ndarray, owners: torch.Tensor, pictures: np.ndarray) -> torch.Tensor | None:
        """Which of the texts at `places`, of the pictures `owners` [A] of `pictures` [B], are said of others of these, too [A,B]; nothing where
        texts have no numbers."""
        if self.numbers is None:
            return None
        numbers = torch.from_numpy(self.numbers)
        return fits_others(numbers[places], owners, numbers.view(-1, self.captions)[pictures])

    def regions(
        self, pictures: np.ndarray, views: np.ndarray, share: float, draw: np.random.Generator
    ) -> np.ndarray:
        """Region features float32 [B,R',C] of `pictures` in their `views`; a random `share` of each picture's regions."""
        total = self.views[0].shape[1]
        kept = max(1, round(share * total))
        rows = [self.views[view][picture] for picture, view in zip(pictures, views)]
        if kept < total:
            rows = [row[np.sort(draw.permutation(total)[:kept])] for row in rows]
        return np.stack(rows).astype(np.float32)
