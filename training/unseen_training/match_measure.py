"""Figures of the lines: learned on half of the pictures, measured on the other half, for words that no line was learned from."""

from __future__ import annotations

import re

import numpy as np
import torch

from .match_fit import SURE, Texts
from .match_head import regional_evidence
from .match_texts import STOP
from .match_train import Material, Shown, fit_head

CONCEPTS = (
    "dog|snow|beach|bicycle|water|football|grass|motorcycle|mountain|pool|ball|rock|swing|car|street|hat|boat|tennis|baby|crowd|horse|"
    "guitar|tree|sand|fence|black dog|red shirt|little girl|young boy|soccer ball|brown dog|riding a bike|blue shirt|dog in the water|"
    "skateboard|two dogs|woman|child|swimming pool|sitting on a bench"
).split("|")
FOLDS = 4
LINES = (0.08, 0.1, 0.12, 0.15, 0.2, 0.25)


def best_f1(p: np.ndarray, truth: np.ndarray) -> float:
    """The F1 of the best line, chosen with the answers in view."""
    hits = np.cumsum(truth[np.argsort(-p)])
    return float((2 * hits / (np.arange(len(p)) + 1 + truth.sum())).max())


def f1(found: np.ndarray, truth: np.ndarray) -> float:
    """Harmonic mean of precision and recall."""
    return float(2 * (found & truth).sum() / max(1, found.sum() + truth.sum()))


def calibration_error(p: np.ndarray, truth: np.ndarray, bins: int = 10) -> tuple[float, list[list[float]]]:
    """Expected calibration error, and per bin the mean match, the share that matched, and how many there were."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    rows = [[float(p[place == b].mean()), float(truth[place == b].mean()), int((place == b).sum())] for b in range(bins) if (place == b).any()]
    return sum(abs(a - b) * n for a, b, n in rows) / len(p), rows


def stems(text: str) -> set[str]:
    """The stems of a text's words."""
    return {re.sub("(ing|es|s|ed)$", "", word) for word in text.split() if word not in STOP}


def probabilities(m: Material, texts: Texts, some: Shown, pictures: np.ndarray) -> np.ndarray:
    """Match of texts and pictures [A,B], with the head as it is."""
    lines = m.head.lines(torch.from_numpy(texts.features), torch.from_numpy(texts.pooled)).numpy()
    scores = texts.globals @ some.globals[pictures].T
    regional = regional_evidence(texts.words, some.regions[pictures])
    odds = lines[:, :1] * scores + lines[:, 1:2] * regional + lines[:, 2:3]
    return np.where(lines[:, 7:] > 0, 1 / (1 + np.exp(-odds)), 0.0)


def figures(m: Material, held_out: bool = True) -> dict[str, object]:
    """What a README or an ADR says of the lines: of photographs, the first that are shown."""
    at = {word: place for place, word in enumerate(m.words)}
    concepts = [word for word in CONCEPTS if word in at]
    photographs = m.shown[0]
    draw = np.random.default_rng(0)
    halves = [draw.random(len(some.captions)) < 0.5 for some in m.shown]
    rows, pairs, unknown, absent = [], [], [], []
    for turn in (True, False):
        learned = [np.flatnonzero(half == turn) for half in halves]
        asked = np.flatnonzero(halves[0] != turn)
        for fold in range(FOLDS if held_out else 1):
            names = concepts[fold::FOLDS] if held_out else concepts
            out = set().union(*(stems(name) for name in names)) if held_out else set()
            fit_head(m, learned, np.asarray([place for place, word in enumerate(m.words) if not stems(word) & out]))
            places = np.asarray([at[name] for name in names])
            p = probabilities(m, m.word_texts[places], photographs, asked)
            for row, said in zip(p, photographs.said[places][:, asked]):
                truth = said >= SURE
                if truth.sum() < 3:
                    continue
                rows.append([best_f1(row, truth), *(f1(row >= line, truth) for line in LINES)])
                pairs.append((row[said != 1], truth[said != 1]))
            unknown.append(probabilities(m, m.unknown, photographs, asked))
            absent.append(probabilities(m, m.absent, photographs, asked))
    mean = np.mean(rows, 0)
    error, bins = calibration_error(np.concatenate([p for p, _ in pairs]), np.concatenate([t for _, t in pairs]))

    def above(some: list[np.ndarray]) -> dict[str, float]:
        return {str(line): float(np.mean([(p >= line).mean() for p in some])) for line in LINES}

    return {
        "concepts": len(rows) // 2,
        "bestF1": mean[0],
        "F1": dict(zip(map(str, LINES), mean[1:])),
        "ofBest": dict(zip(map(str, LINES), mean[1:] / mean[0])),
        "unknownAbove": above(unknown),
        "absentAbove": above(absent),
        "calibrationError": error,
        "reliability": bins,
    }
