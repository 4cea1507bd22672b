from pathlib import Path

import numpy as np
import onnx
import torch

from unseen_training import encoders
from unseen_training.backbones import published_network
from unseen_training.golden import formula_picture
from unseen_training.int8_encoder import quantize_encoder


def test_the_exported_encoder_equals_the_published_networks_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "image-encoder.onnx"
    encoders.export_image_encoder(path, ["lite0", "lite2"])
    pixels = torch.randn(2, 3, 224, 224, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        expected = np.concatenate([published_network(name).extract_features(pixels) for name in ("lite0", "lite2")], 1)
    (actual,) = encoders.open_session(path).run(["features"], {"pixels": pixels.numpy()})
    assert actual.shape == (2, 2560, 7, 7)
    assert np.abs(actual - expected).max() < 1e-3
    kinds = {node.op_type for node in onnx.load(str(path)).graph.node}
    assert kinds <= {"Conv", "Clip", "Add", "Concat", "Constant"}


def test_int8_keeps_what_the_encoder_sees(tmp_path: Path) -> None:
    floating, small = tmp_path / "float.onnx", tmp_path / "int8.onnx"
    encoders.export_image_encoder(floating, ["lite0"])
    picture = formula_picture(224)
    pixels = encoders.normalize_pixels(np.stack([picture, picture[:, ::-1], 255 - picture, picture.transpose(1, 0, 2)]))
    quantize_encoder(floating, small, pixels)
    assert small.stat().st_size < floating.stat().st_size / 3
    graph = onnx.load(str(small)).graph
    assert {name for node in graph.node for name in node.output} <= {
        name for node in graph.node for name in node.input
    } | {"features"}
    one, other = (
        encoders.open_session(path).run(["features"], {"pixels": pixels})[0].mean((2, 3)) for path in (floating, small)
    )
    cosine = (one * other).sum(1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
    assert cosine.min() > 0.97
