"""Globals of photographs, products and drawings and of what is said of them, as a pack has them: what its scorers are made from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .features import cached_texts
from .match_fit import PackEncoder
from .match_texts import vocabulary
from .match_train import Source
from .pack_recalls import text_globals

SEED = 0
PAIRS = 1500
"""Pictures of a domain, at most, with a title each."""
PHOTOGRAPHS = 3000
TIMES_WORDS = 3
"""How often words and phrases count beside captions: alone, they are taken for such."""


@dataclass(frozen=True)
class Told:
    """Globals: of captions of photographs and of words [N,D], of wordings of the second kind [M,D], of photographs [P,D], and, of each domain of
    the second kind, of pictures [K,D] and of a title each [K,D]."""

    captions: torch.Tensor
    wordings: torch.Tensor
    photographs: torch.Tensor
    domains: list[tuple[torch.Tensor, torch.Tensor]]


def told_by(pack: Path, sources: list[Source], cache: Path) -> Told:
    """What a pack makes of photographs, the first of the sources, and of the catalogues, the others: of what its heads were trained on."""
    encoder, draw = PackEncoder(pack, cache), np.random.default_rng(SEED)
    photographs, *catalogues = sources

    def texts(source: Source) -> torch.Tensor:
        """All texts of what heads were trained on, picture by picture."""
        every = [text for some in source.data.captions for text in some]
        count = len(source.data.captions[0])
        chosen = (source.trained[:, None] * count + np.arange(count)).ravel()
        return torch.from_numpy(text_globals(pack, cached_texts(every, cache).select(chosen)))

    def pictures(source: Source, chosen: np.ndarray) -> torch.Tensor:
        return torch.from_numpy(encoder.pictures(source.data, source.trained[chosen])[0])

    def some(source: Source, most: int) -> np.ndarray:
        return draw.permutation(len(source.trained))[:most]

    words = text_globals(pack, cached_texts(vocabulary(photographs.plainly()), cache))
    said = [texts(source) for source in catalogues]
    domains = []
    for source, every in zip(catalogues, said):
        chosen = some(source, PAIRS)
        titles = every[torch.from_numpy(chosen * len(source.data.captions[0]))]
        domains.append((pictures(source, chosen), titles))
    captions = torch.cat([texts(photographs), *[torch.from_numpy(words)] * TIMES_WORDS])
    return Told(captions, torch.cat(said), pictures(photographs, some(photographs, PHOTOGRAPHS)), domains)
