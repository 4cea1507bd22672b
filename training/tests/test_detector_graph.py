from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

from unseen_training.detector_graph import lighten, write_detector

SHIPPED = Path(__file__).parents[2] / "models" / "reader" / "detector.onnx"


def block() -> onnx.ModelProto:
    """A convolution, its learned scale and shift, hard swish spelled out, and the scale and shift after it."""
    draw = np.random.default_rng(0)
    constants = {
        "weight": draw.normal(size=(4, 3, 3, 3)).astype(np.float32),
        "bias": draw.normal(size=4).astype(np.float32),
        **{name: np.array(value, np.float32) for name, value in {"a": 1.7, "b": -0.4, "c": 0.6, "three": 3, "zero": 0, "six": 6}.items()},
        "channels": draw.normal(size=(1, 4, 1, 1)).astype(np.float32),
    }
    nodes = [
        helper.make_node("Conv", ["x", "weight", "bias"], ["conv"], pads=[1, 1, 1, 1]),
        helper.make_node("Mul", ["a", "conv"], ["scaled"]),
        helper.make_node("Add", ["scaled", "b"], ["shifted"]),
        helper.make_node("Add", ["shifted", "channels"], ["normed"]),
        helper.make_node("Add", ["normed", "three"], ["up"]),
        helper.make_node("Clip", ["up", "zero", "six"], ["cut"]),
        helper.make_node("Mul", ["normed", "cut"], ["product"]),
        helper.make_node("Div", ["product", "six"], ["swish"]),
        helper.make_node("Mul", ["swish", "c"], ["y"]),
    ]
    ends = [[helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, depth, 8, 8])] for name, depth in (("x", 3), ("y", 4))]
    initializers = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    return helper.make_model(helper.make_graph(nodes, "g", *ends, initializers), opset_imports=[helper.make_opsetid("", 11)], ir_version=8)


def run(model: onnx.ModelProto, x: np.ndarray) -> np.ndarray:
    return ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"]).run(None, {"x": x})[0]


def test_scales_shifts_and_hard_swish_are_folded_and_the_output_stays() -> None:
    x = 3 * np.random.default_rng(1).normal(size=(1, 3, 8, 8)).astype(np.float32)
    light = lighten(block())
    assert np.allclose(run(block(), x), run(light, x), atol=1e-5)
    # The scale after the swish has no convolution before it.
    assert Counter(node.op_type for node in light.graph.node) == {"Conv": 1, "HardSigmoid": 1, "Mul": 2}


def test_a_convolution_that_the_graph_also_answers_with_is_left_alone() -> None:
    model = block()
    model.graph.output.append(helper.make_tensor_value_info("conv", TensorProto.FLOAT, [1, 4, 8, 8]))
    x = np.random.default_rng(2).normal(size=(1, 3, 8, 8)).astype(np.float32)
    expected = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"]).run(["y", "conv"], {"x": x})
    light = lighten(model)
    found = ort.InferenceSession(light.SerializeToString(), providers=["CPUExecutionProvider"]).run(["y", "conv"], {"x": x})
    assert all(np.allclose(*pair, atol=1e-5) for pair in zip(expected, found))


def test_the_detector_that_ships_has_nothing_left_to_fold(tmp_path: Path) -> None:
    write_detector(SHIPPED, tmp_path / "again.onnx")
    assert len(onnx.load(str(tmp_path / "again.onnx")).graph.node) == len(onnx.load(str(SHIPPED)).graph.node)
