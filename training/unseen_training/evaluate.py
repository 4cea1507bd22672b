"""Offline evaluation of heads: every text of a split against every picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from .feature_set import FeatureSet
from .metrics import Recalls, recalls, rescored
from .model import Heads
from .pairs import Texts, embed_texts, global_matrix, imfa_matrix, self_matrix
from .quantize import dequantize, quantize

TEXT_CHUNK = 250
PICTURE_CHUNK = 50


@dataclass(frozen=True)
class Encoded:
    """A split run through the heads: text chunks, picture globals [N,D] and regions [N,R,d]."""

    texts: list[Texts]
    image_global: torch.Tensor
    regions: torch.Tensor

    def with_stored_regions(self) -> "Encoded":
        """The same with regions as the store keeps them: int8 rows and a scale each."""
        rows, scales = quantize(self.regions.numpy())
        return Encoded(self.texts, self.image_global, torch.from_numpy(dequantize(rows, scales)))


@torch.no_grad()
def encode_split(heads: Heads, data: FeatureSet) -> Encoded:
    """The pictures (first view) and texts of a split through the heads in evaluation mode."""
    heads.eval()
    globals_, regions = [], []
    for start in range(0, len(data.views[0]), PICTURE_CHUNK):
        rows = torch.from_numpy(data.views[0][start : start + PICTURE_CHUNK].astype(np.float32))
        one, many = heads.image.embed(rows)
        globals_.append(one)
        regions.append(many)
    chunks = np.array_split(np.arange(len(data.texts)), max(1, len(data.texts) // TEXT_CHUNK))
    texts = [embed_texts(heads.text, data.means, data.texts, chunk) for chunk in chunks]
    return Encoded(texts, torch.cat(globals_), torch.cat(regions))


@torch.no_grad()
def score_matrix(heads: Heads, split: Encoded, method: str) -> np.ndarray:
    """Scores [texts,pictures] by `inn`, `self`, `imfa`, or `inn_hubness`: inner products less hubness."""
    blocks = []
    for texts in split.texts:
        row = []
        for start in range(0, len(split.image_global), PICTURE_CHUNK):
            image_global = split.image_global[start : start + PICTURE_CHUNK]
            regions = split.regions[start : start + PICTURE_CHUNK]
            if method == "inn":
                row.append(texts.globals @ image_global.t())
            elif method == "inn_hubness":
                row.append(global_matrix(heads.hubness, texts.globals, image_global))
            elif method == "imfa":
                row.append(imfa_matrix(heads.imfa, texts, image_global, regions))
            elif method == "self":
                row.append(self_matrix(heads.self_attention, texts, image_global, regions))
            else:
                raise ValueError(f"unknown method {method}")
        blocks.append(torch.cat(row, 1))
    return torch.cat(blocks).numpy()


def _both_ways(first: np.ndarray, second: np.ndarray, owners: np.ndarray, top: int) -> Recalls:
    """Recalls when, in each direction, only the query's `top` by `first` are ordered by `second`."""
    to_image = recalls(rescored(first, second, top), owners).text_to_image
    to_text = recalls(rescored(first.T, second.T, top).T, owners).image_to_text
    return Recalls(to_text, to_image)


def figures(heads: Heads, data: FeatureSet, top: int = 100) -> dict[str, object]:
    """Recalls of each method on a split; IMFA also over stored (int8) regions and over the first stage's `top` only."""
    owners = data.owners()
    split = encode_split(heads, data)
    stored = split.with_stored_regions()
    scores = {name: score_matrix(heads, split, name) for name in ("inn", "inn_hubness", "self", "imfa")}
    scores["imfa_stored_regions"] = score_matrix(heads, stored, "imfa")
    scores["self_stored_regions"] = score_matrix(heads, stored, "self")
    found = {name: recalls(matrix, owners) for name, matrix in scores.items()}
    found[f"imfa_stored_regions_top{top}"] = _both_ways(scores["inn"], scores["imfa_stored_regions"], owners, top)
    return {name: {**value.as_json(), "sum": round(value.total(), 2)} for name, value in found.items()}
