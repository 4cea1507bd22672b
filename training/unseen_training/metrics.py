"""Retrieval figures."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

CUTS = (1, 5, 10)


@dataclass(frozen=True)
class Recalls:
    """R@1/5/10 in percent of both directions."""

    image_to_text: tuple[float, float, float]
    text_to_image: tuple[float, float, float]

    def total(self) -> float:
        """The sum of the six recalls."""
        return sum(self.image_to_text) + sum(self.text_to_image)

    def as_json(self) -> dict[str, list[float]]:
        """Plain lists, rounded to two decimals."""
        return {name: [round(float(v), 2) for v in values] for name, values in asdict(self).items()}


def _percent(ranks: np.ndarray) -> tuple[float, float, float]:
    first, fifth, tenth = (100.0 * float((ranks < cut).mean()) for cut in CUTS)
    return first, fifth, tenth


def ranks(scores: np.ndarray, owners: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ranks from 0, of pictures as queries [pictures] and of texts as queries [texts], from scores [texts,pictures].

    As the field does with several captions a picture (Karpathy and Fei-Fei, arXiv:1412.2306): text to image takes
    every caption as a query; image to text counts the best-ranked of the picture's captions. Ties count against the
    model. Raises ValueError for scores that are not numbers, which would otherwise rank first.
    """
    if np.isnan(scores).any():
        raise ValueError("scores hold NaN")
    texts, pictures = scores.shape
    own = scores[np.arange(texts), owners]
    text_ranks = (scores >= own[:, None]).sum(1) - 1
    best = np.full(pictures, -np.inf)
    np.maximum.at(best, owners, own)
    wrong = np.arange(pictures)[None, :] != owners[:, None]
    picture_ranks = ((scores >= best[None, :]) & wrong).sum(0)
    return picture_ranks, text_ranks


def recalls(scores: np.ndarray, owners: np.ndarray) -> Recalls:
    """Recalls from scores [texts,pictures] and the picture index of each text, as `ranks` counts them."""
    picture_ranks, text_ranks = ranks(scores, owners)
    return Recalls(_percent(picture_ranks), _percent(text_ranks))


def best_of(first: np.ndarray, top: int) -> np.ndarray:
    """The places of each query's `top` best candidates [queries,top], in no order; queries are rows."""
    return np.argpartition(-first, min(top, first.shape[1]) - 1, axis=1)[:, :top]


def rescored(first: np.ndarray, second: np.ndarray, top: int) -> np.ndarray:
    """Scores in which each query's `top` by `first` are ordered by `second` and come before all others.

    Queries are rows: transpose both for the other direction.
    """
    out = first - (first.max() - second.min()) - 1.0
    candidates = best_of(first, top)
    np.put_along_axis(out, candidates, np.take_along_axis(second, candidates, 1), 1)
    return out
