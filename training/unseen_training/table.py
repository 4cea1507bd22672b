"""The results table, written from the ranks that `compare` keeps."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .metrics import CUTS

DIRECTIONS = ("image_to_text", "text_to_image")
DRAWS = 2000

Hits = dict[str, np.ndarray]
"""Per direction: hits at 1 in percent, averaged over seeds, one number a query picture."""


def _load(folder: Path) -> dict[str, list[dict[str, np.ndarray]]]:
    runs: dict[str, list[dict[str, np.ndarray]]] = {}
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as stored:
            runs.setdefault(path.stem.rpartition("-")[0], []).append({name: stored[name] for name in DIRECTIONS})
    return runs


def _hits(runs: list[dict[str, np.ndarray]]) -> Hits:
    """Hits at 1 a picture: captions of one picture are not independent, so pictures are what is drawn."""
    out = {}
    for direction in DIRECTIONS:
        hits = np.mean([100.0 * (run[direction] < 1) for run in runs], 0)
        pictures = len(runs[0]["image_to_text"])
        out[direction] = hits.reshape(pictures, -1).mean(1)
    return out


def _interval(values: np.ndarray) -> tuple[float, float]:
    """A 95 % bootstrap interval of the mean of values [N]."""
    drawn = np.random.default_rng(0).integers(len(values), size=(DRAWS, len(values)))
    low, high = np.percentile(values[drawn].mean(1), [2.5, 97.5])
    return float(low), float(high)


def _recalls(runs: list[dict[str, np.ndarray]], direction: str) -> str:
    each = np.array([[100.0 * (run[direction] < cut).mean() for cut in CUTS] for run in runs])
    spread = f" ± {each[:, 0].std(ddof=1):.1f}" if len(runs) > 1 else ""
    first, fifth, tenth = each.mean(0)
    return f"{first:.1f}{spread} / {fifth:.1f} / {tenth:.1f}"


def write_table(folder: Path, best: str) -> str:
    """Markdown: recalls of every experiment, mean over seeds ± standard deviation of R@1, and `best` against each other.

    Raises KeyError when `best` was not run.
    """
    runs = _load(folder)
    lines = ["| experiment | seeds | image to text, R@1 / 5 / 10 | text to image, R@1 / 5 / 10 |", "| - | - | - | - |"]
    for name, some in runs.items():
        both = " | ".join(_recalls(some, direction) for direction in DIRECTIONS)
        lines.append(f"| {name} | {len(some)} | {both} |")
    lines += ["", f"| R@1 of {best} over | image to text | text to image |", "| - | - | - |"]
    mine = _hits(runs[best])
    for name, some in runs.items():
        if name == best:
            continue
        other, cells = _hits(some), []
        for direction in DIRECTIONS:
            gain = mine[direction] - other[direction]
            low, high = _interval(gain)
            cells.append(f"{gain.mean():+.1f} ({low:+.1f} to {high:+.1f})")
        lines.append(f"| {name} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines) + "\n"
