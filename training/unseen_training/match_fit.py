"""Learning the lines between match and no match from what captions say, and do not say, of pictures no head was trained on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from . import encoders
from .data import CaptionedSet
from .features import cached_pictures, encode_texts, of_one_length
from .match_head import COLUMNS, LYING, MatchHead
from .quantize import dequantize, quantize
from .taps import CONTEXT, context_size

MATCH = {
    "script": "Latin",
    "line": 0.12,
    "likeness": {"pictures": {"slope": 9.1, "bias": -6.8}, "captions": {"slope": 13.8, "bias": -7.6}},
}
"""What the manifest says of match: the line that makes the mean F1 of words largest, and the odds that two pictures, or two captions, are
of the same, where the same is what two people describe alike (mean similarity of captions above 0.45)."""
BACKGROUND = {"pictures": 768, "captions": 2048}
"""Pictures, half of them photographs where there are other domains; captions of photographs, and half as many texts of the others."""
NOT_UNDERSTOOD = 12.0
"""How much a text that is not understood counts where one that is counts 1."""
SURE = 2
"""Captions of a picture that must hold a text for it to be shown; one alone says neither yes nor no."""
LEAST_SHOWN = 5
WEIGHTS = {"words": 1.0, "absent": 0.3, "sentences": 0.2}
THINNED = 0.2
"""Share of the pairs that do not match that is learned from; each counts for as many as it stands for."""
RIDGE = 10.0
STEPS = 8


@dataclass
class Texts:
    """Encoded texts: features [A,16] and mean states [A,H] of the head, globals [A,D], regional directions [A,d]."""

    features: np.ndarray
    pooled: np.ndarray
    globals: np.ndarray
    words: np.ndarray

    def lying(self) -> "Texts":
        """The same with those features alone that say nothing of how common words are."""
        return Texts(self.features[:, :LYING], self.pooled, self.globals, self.words)

    def __getitem__(self, which: np.ndarray) -> "Texts":
        return Texts(self.features[which], self.pooled[which], self.globals[which], self.words[which])


class PackEncoder:
    """The encoders and heads of a pack, as they serve; results are kept in a cache folder."""

    def __init__(self, pack: Path, cache: Path) -> None:
        self.pack, self.cache = pack, cache
        self.tokenizer = encoders.open_tokenizer((pack / "tokenizer.json").read_text("utf8"))

    def pictures(self, data: CaptionedSet, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Globals [N,D] and regions [N,R,d] of the pictures at `places` of a set, regions as they come back from a store."""
        head = encoders.open_session(self.pack / "image-head.onnx")
        encoder = self.pack / "image-encoder.onnx"
        rows = cached_pictures(data, encoder, self.cache)
        contexts = cached_pictures(data, encoder, self.cache, output=CONTEXT) if context_size(encoder) > 0 else None
        globals_, regions = [], []
        for start in range(0, len(places), 32):
            grid = rows[places[start : start + 32]].astype(np.float32).transpose(0, 2, 1)
            feeds = {"features": grid.reshape(*grid.shape[:2], *encoders.GRID)}
            if contexts is not None:
                feeds[CONTEXT] = contexts[places[start : start + 32]]
            one, many = head.run(["global", "regions"], feeds)
            globals_.append(one)
            regions.append(dequantize(*quantize(many)).astype(np.float16))
        return np.concatenate(globals_), np.concatenate(regions)

    def texts(self, texts: list[str], head: MatchHead) -> Texts:
        """Texts as the pack's text side sees them."""
        text_head = encoders.open_session(self.pack / "text-head.onnx")
        states = encode_texts(texts, (self.pack / "tokenizer.json").read_text("utf8"), self.pack / "text-encoder.onnx")
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        features, words, globals_ = None, None, None
        for rows, feeds in of_one_length(states):
            outputs = text_head.run(["global", "tokens", "token_weights"], feeds)
            with torch.no_grad():
                made = head.features(
                    torch.tensor([ids[row] for row in rows]),
                    torch.from_numpy(feeds["states"].mean(1)),
                    torch.from_numpy(feeds["attention_mask"]),
                    *(torch.from_numpy(value) for value in outputs),
                ).numpy()
            direction = (outputs[1] * outputs[2][..., None]).sum(1)
            direction /= np.maximum(np.linalg.norm(direction, axis=1, keepdims=True), 1e-6)
            if features is None:
                features = np.zeros((len(texts), made.shape[1]), np.float32)
                globals_ = np.zeros((len(texts), outputs[0].shape[1]), np.float32)
                words = np.zeros((len(texts), direction.shape[1]), np.float32)
            features[rows], globals_[rows], words[rows] = made, outputs[0], direction
        return Texts(features, states.means(), globals_, words)


@dataclass
class Pairs:
    """Texts against items: scores by kind of evidence [A,B], whether they match [A,B], how much each pair counts [A,B]."""

    texts: Texts
    scores: list[np.ndarray]
    truth: np.ndarray
    weight: np.ndarray


def design(head: MatchHead, texts: Texts, scores: list[np.ndarray], kept: np.ndarray) -> np.ndarray:
    """One row per pair of text and item that is `kept`: one, the text's features, and for each score the score and its products with
    the features."""
    count = texts.features.shape[1]
    features = ((texts.features - head.mean.numpy()[:count]) / head.std.numpy()[:count]).astype(np.float32)
    own = np.concatenate([np.ones((len(features), 1), np.float32), features], 1)
    rows = own[kept // scores[0].shape[1]]
    return np.concatenate([rows, *(score.reshape(-1, 1)[kept].astype(np.float32) * rows for score in scores)], 1)


def logistic(rows: np.ndarray, truth: np.ndarray, weight: np.ndarray, ridge: np.ndarray) -> np.ndarray:
    """Ridge-regularized logistic regression by Newton's method."""
    found = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(rows @ found.astype(np.float32), -15, 15)))
        gradient = rows.T @ (weight * (p - truth)) + ridge * found
        hessian = (rows * np.maximum(weight * p * (1 - p), 1e-6)[:, None]).T @ rows
        step = np.linalg.solve(hessian.astype(np.float64) + np.diag(ridge), gradient.astype(np.float64))
        found -= step * min(1.0, 3 / np.abs(step).max())
    return found


def thin(pairs: Pairs, share: float, draw: np.random.Generator) -> np.ndarray:
    """Places, in the order of `design`'s rows, of the pairs that are learned from."""
    counted = pairs.weight > 0
    return np.flatnonzero(counted & (pairs.truth.astype(bool) | (draw.random(pairs.truth.shape) < share)))


def learn(head: MatchHead, groups: list[Pairs], least: float = RIDGE, share: float = THINNED) -> np.ndarray:
    """Slopes and bias of one kind of evidence from groups of pairs: [1 + scores, 1 + features], the bias first."""
    draw = np.random.default_rng(0)
    rows, truth, weight = [], [], []
    for group in groups:
        kept = thin(group, share, draw)
        said = group.truth.ravel()[kept].astype(np.float32)
        rows.append(design(head, group.texts, group.scores, kept))
        truth.append(said)
        weight.append(group.weight.ravel()[kept].astype(np.float32) * np.where(said > 0, 1.0, 1 / share).astype(np.float32))
    every = np.concatenate(rows)
    ridge = np.full(every.shape[1], least)
    ridge[:: len(ridge) // (1 + len(groups[0].scores))] = 1.0
    found = logistic(every, np.concatenate(truth), np.concatenate(weight), ridge)
    return found.reshape(1 + len(groups[0].scores), -1)


def set_column(head: MatchHead, name: str, weights: np.ndarray) -> None:
    """Let a column of the head be `weights` [1 + features] of one and the features, or the first of them."""
    place = COLUMNS.index(name)
    head.base[place] = float(weights[0])
    head.by_features[:, place] = 0.0
    head.by_features[: len(weights) - 1, place] = torch.from_numpy(weights[1:].astype(np.float32))
