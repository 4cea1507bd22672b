"""The int8 rule by which regions are stored. The service quantizes by the same rule."""

from __future__ import annotations

import numpy as np


def quantize(regions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """regions [...,R,d] -> int8 rows [...,R,d] and scales [...,R]: scale = max|v| / 127, q = round(v / scale).

    A zero row has scale 0 and zeros.
    """
    scales = np.abs(regions).max(-1) / 127.0
    safe = np.where(scales > 0, scales, 1.0)
    rows = np.clip(np.rint(regions / safe[..., None]), -127, 127)
    return rows.astype(np.int8), scales.astype(np.float32)


def dequantize(rows: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """The vectors that scorers see: int8 row times its scale, float32."""
    return rows.astype(np.float32) * scales[..., None]
