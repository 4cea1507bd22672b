from collections import Counter

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from onnx import NodeProto, TensorProto, helper, numpy_helper

from unseen_training.detector_graph import lighten
from unseen_training.pyramid_graph import enlarged_kernel

DRAW = np.random.default_rng(0)
AROUND = {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1]}
REPEAT = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}


def weights(*shape: int) -> np.ndarray:
    return DRAW.normal(size=shape).astype(np.float32)


def model(nodes: list[NodeProto], inputs: dict[str, list[int]], constants: dict[str, np.ndarray], outputs: tuple[str, ...] = ("y",)) -> onnx.ModelProto:
    sides = [
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", *shape]) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", "c", "h", "w"]) for name in outputs],
    ]
    known = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "g", *sides, known)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8)


def kinds(graph: onnx.ModelProto) -> Counter[str]:
    return Counter(node.op_type for node in graph.graph.node)


def same_answers(graph: onnx.ModelProto, inputs: dict[str, list[int]]) -> None:
    """The graph, changed in place, answers as it did before."""
    feeds = {name: weights(1, *shape) for name, shape in inputs.items()}
    answers = lambda: ort.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"]).run(None, feeds)  # noqa: E731
    before = answers()
    lighten(graph)
    assert all(np.allclose(*pair, atol=1e-4) for pair in zip(before, answers()))


@pytest.mark.parametrize("factor", [2, 4, 8])
def test_a_transposed_kernel_equals_repeating_and_convolving(factor: int) -> None:
    weight, small = weights(3, 2, 3, 3), weights(2, 5, 4)
    large = np.pad(small.repeat(factor, 1).repeat(factor, 2), ((0, 0), (1, 1), (1, 1)))
    height, width = 5 * factor, 4 * factor
    expected = sum(np.einsum("oi,ihw->ohw", weight[:, :, y, x], large[:, y : y + height, x : x + width]) for y in range(3) for x in range(3))
    kernel, found = enlarged_kernel(weight, factor), np.zeros((3, height + 2, width + 2))
    for y in range(5):
        for x in range(4):
            spread = np.einsum("i,iohw->ohw", small[:, y, x], kernel)
            found[:, y * factor : y * factor + factor + 2, x * factor : x * factor + factor + 2] += spread
    assert np.allclose(found[:, 1:-1, 1:-1], expected, atol=1e-4)


def side_by_side(**settings: str) -> tuple[onnx.ModelProto, dict[str, list[int]]]:
    """Two maps, one of them enlarged, side by side under a convolution."""
    inputs = {"a": [2, 8, 12], "b": [3, 4, 6]}
    constants = {"wa": weights(4, 2, 1, 1), "wb": weights(5, 3, 1, 1), "w": weights(6, 9, 3, 3), "bias": weights(6)}
    nodes = [
        helper.make_node("Conv", ["a", "wa"], ["ma"]),
        helper.make_node("Conv", ["b", "wb"], ["mb"]),
        helper.make_node("Resize", ["mb", "none", "twice"], ["large"], **{**REPEAT, **settings}),
        helper.make_node("Concat", ["ma", "large"], ["both"], axis=1),
        helper.make_node("Conv", ["both", "w", "bias"], ["y"], **AROUND),
    ]
    fixed = {"none": np.zeros(0, np.float32), "twice": np.array([1, 1, 2, 2], np.float32)}
    return model(nodes, inputs, constants | fixed), inputs


def test_a_convolution_over_maps_side_by_side_is_one_over_each() -> None:
    graph, inputs = side_by_side()
    same_answers(graph, inputs)
    assert kinds(graph) == {"Conv": 3, "ConvTranspose": 1, "Sum": 1}


def test_maps_that_are_enlarged_smoothly_are_left_alone() -> None:
    graph, inputs = side_by_side(mode="linear")
    before = kinds(graph)
    same_answers(graph, inputs)
    assert kinds(graph) == before


def level(outputs: tuple[str, ...] = ("y",)) -> tuple[onnx.ModelProto, dict[str, list[int]]]:
    """A level of a pyramid: few channels weighed into many, excited, with the level above enlarged and added."""
    inputs = {"fine": [2, 8, 12], "coarse": [6, 4, 6]}
    constants = {"mix": weights(6, 2, 1, 1), "down": weights(3, 6, 1, 1), "up": weights(6, 3, 1, 1), "w": weights(4, 6, 3, 3)}
    nodes = [
        helper.make_node("Conv", ["fine", "mix"], ["many"]),
        helper.make_node("GlobalAveragePool", ["many"], ["mean"]),
        helper.make_node("Conv", ["mean", "down"], ["squeezed"]),
        helper.make_node("Relu", ["squeezed"], ["some"]),
        helper.make_node("Conv", ["some", "up"], ["raw"]),
        helper.make_node("HardSigmoid", ["raw"], ["gate"]),
        helper.make_node("Mul", ["many", "gate"], ["scaled"]),
        helper.make_node("Add", ["many", "scaled"], ["excited"]),
        helper.make_node("Resize", ["coarse", "none", "twice"], ["large"], **REPEAT),
        helper.make_node("Add", ["excited", "large"], ["level"]),
        helper.make_node("Conv", ["level", "w"], ["y"], **AROUND),
    ]
    fixed = {"none": np.zeros(0, np.float32), "twice": np.array([1, 1, 2, 2], np.float32)}
    return model(nodes, inputs, constants | fixed, outputs), inputs


def test_a_level_of_a_pyramid_is_convolved_before_its_channels_are_many() -> None:
    graph, inputs = level()
    same_answers(graph, inputs)
    found = kinds(graph)
    assert (found["Resize"], found["ConvTranspose"], found["GlobalAveragePool"]) == (0, 1, 1)
    assert [value.type.tensor_type.shape.dim[0].dim_value for value in graph.graph.input] == [1, 1]


def test_a_level_that_another_reads_is_left_alone() -> None:
    graph, inputs = level(("y", "level"))
    before = kinds(graph)
    same_answers(graph, inputs)
    assert kinds(graph) == before
