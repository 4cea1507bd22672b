from pathlib import Path

import numpy as np
import onnx
import pytest

from unseen_training import encoders
from unseen_training.golden import formula_picture
from unseen_training.taps import TAPS, context_size, write_tapped

LITE = Path(__file__).parents[2] / "models" / "lite"


def test_context_is_mean_and_deviation_of_inner_maps_and_features_stay(tmp_path: Path) -> None:
    bare = onnx.load(str(LITE / "image-encoder.onnx"))
    kept = [item for item in bare.graph.output if item.name == "features"]
    del bare.graph.output[:]
    bare.graph.output.extend(kept)
    first = "/a/blocks/blocks.0/project/Conv_output_0_DequantizeLinear_Output"
    bare.graph.output.append(onnx.helper.make_tensor_value_info(first, onnx.TensorProto.FLOAT, None))
    onnx.save(bare, str(tmp_path / "bare.onnx"))
    path = tmp_path / "tapped.onnx"
    write_tapped(LITE / "image-encoder.onnx", path)
    pictures = np.stack([formula_picture(224), 255 - formula_picture(224)])
    pixels = {"pixels": encoders.normalize_pixels(pictures)}
    features, maps = encoders.open_session(tmp_path / "bare.onnx").run(["features", first], pixels)
    same, context = encoders.open_session(path).run(["features", "context"], pixels)
    assert (same == features).all()
    half = context_size(path) // 2
    assert context.shape == (2, 2 * half)
    channels = maps.shape[1]
    assert np.allclose(context[:, :channels], maps.mean((2, 3)), atol=1e-4)
    assert np.allclose(context[:, half : half + channels], maps.std((2, 3)), atol=1e-3)
    write_tapped(path, tmp_path / "again.onnx")
    assert context_size(tmp_path / "again.onnx") == 2 * half


def test_an_encoder_with_other_maps_is_refused(tmp_path: Path) -> None:
    encoders.export_image_encoder(tmp_path / "float.onnx", ["lite0"])
    assert context_size(tmp_path / "float.onnx") == 0
    with pytest.raises(ValueError, match="there is no map"):
        write_tapped(tmp_path / "float.onnx", tmp_path / "out.onnx")
    assert sum(map(len, TAPS.values())) == 13
