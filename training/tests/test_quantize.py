import numpy as np

from unseen_training.quantize import dequantize, quantize


def test_rows_come_back_within_half_a_step() -> None:
    regions = np.random.default_rng(0).normal(size=(3, 49, 32)).astype(np.float32)
    rows, scales = quantize(regions)
    assert rows.dtype == np.int8 and np.abs(rows).max() == 127
    assert (np.abs(dequantize(rows, scales) - regions) <= scales[..., None] * 0.5001).all()


def test_a_zero_row_has_scale_zero() -> None:
    rows, scales = quantize(np.zeros((1, 2, 4), np.float32))
    assert not scales.any() and not rows.any()
