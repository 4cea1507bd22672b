"""Feature pyramids of a detector's graph (Lin et al. 2017, arXiv 1612.03144): what is computed on enlarged maps is computed before they are enlarged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import onnx
from onnx import NodeProto, helper, numpy_helper


def enlarge_late(graph: onnx.GraphProto) -> None:
    """Takes convolutions over enlarged maps apart; the outputs stay but for rounding.

    A 3 x 3 convolution over a map that was enlarged by repeating its pixels reads each of them many times over; as a transposed convolution of the
    small map it reads them once. A convolution is linear, so that one over maps side by side, or over a sum of maps, is the sum of those over each.
    """
    while _take_apart_concatenation(graph):
        pass
    while _take_apart_level(graph):
        pass


def enlarged_kernel(weight: np.ndarray, factor: int) -> np.ndarray:
    """The transposed convolution that equals repeating each pixel `factor` times both ways and convolving.

    Args:
        weight: O x I x 3 x 3, applied with one pixel of zeros around the enlarged map.
    Returns:
        I x O x (factor + 2) x (factor + 2), to be applied with stride `factor` and one pixel cut off all around.
    """
    outputs, inputs, height, width = weight.shape
    kernel = np.zeros((inputs, outputs, factor + height - 1, factor + width - 1))
    for y in range(height):
        for x in range(width):
            down, across = height - 1 - y, width - 1 - x
            kernel[:, :, down : down + factor, across : across + factor] += weight[:, :, y, x].T[:, :, None, None]
    return kernel.astype(np.float32)


@dataclass(frozen=True)
class _View:
    """What is asked of a graph while it is looked through."""

    constants: dict[str, np.ndarray]
    makers: dict[str, NodeProto]
    reads: Counter[str]

    @staticmethod
    def of(graph: onnx.GraphProto) -> _View:
        made = {node.output[0]: numpy_helper.to_array(node.attribute[0].t) for node in graph.node if node.op_type == "Constant"}
        return _View(
            made | {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer},
            {output: node for node in graph.node for output in node.output},
            Counter([*(name for node in graph.node for name in node.input), *(output.name for output in graph.output)]),
        )

    def maker(self, name: str, kind: str) -> NodeProto | None:
        """The node that makes a value, where it is of this kind and nothing else reads the value."""
        node = self.makers.get(name)
        return node if node is not None and node.op_type == kind and self.reads[name] == 1 else None

    def repeats(self, name: str) -> tuple[str, int] | None:
        """The map whose pixels are repeated to make a value, and how often both ways."""
        node = self.maker(name, "Resize")
        if node is None:
            return None
        settings = {each.name: helper.get_attribute_value(each) for each in node.attribute}
        scales = self.constants.get(node.input[2], np.zeros(0))
        usual = {"mode": b"nearest", "coordinate_transformation_mode": b"asymmetric", "nearest_mode": b"floor"}
        known = all(settings.get(name) == value for name, value in usual.items())
        whole = scales.size == 4 and scales[2] == scales[3] == np.round(scales[2]) and np.all(scales[:2] == 1)
        return (node.input[0], int(scales[2])) if known and whole else None

    def plain(self, conv: NodeProto) -> bool:
        """Whether a node is a convolution of 3 x 3 with weights that are known, at each pixel, with one pixel of zeros around."""
        if conv.op_type != "Conv":
            return False
        settings = {each.name: helper.get_attribute_value(each) for each in conv.attribute}
        usual = {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1], "strides": [1, 1], "dilations": [1, 1], "group": 1}
        padded = settings.get("pads") == usual["pads"] and all(settings.get(name, value) == value for name, value in usual.items())
        weight = self.constants.get(conv.input[1], np.zeros(0))
        return padded and weight.shape[2:] == (3, 3)


def _take_apart_concatenation(graph: onnx.GraphProto) -> bool:
    """`conv(concat(a, repeat(b), ...))` becomes `conv(a) + transposed(b) + ...`. Returns whether there was one."""
    view = _View.of(graph)
    for conv in graph.node:
        concat = view.maker(conv.input[0], "Concat") if view.plain(conv) else None
        if concat is None or concat.attribute[0].i != 1 or not any(view.repeats(name) for name in concat.input):
            continue
        channels = [_channels(view, name) for name in concat.input]
        weight, result = view.constants[conv.input[1]], conv.output[0]
        if None in channels or sum(channels) != weight.shape[1]:
            continue
        nodes: list[NodeProto] = []
        # The bias belongs to the first part alone.
        bias = list(conv.input[2:])
        for part, (name, kernel) in enumerate(zip(concat.input, np.split(weight, np.cumsum(channels)[:-1], axis=1))):
            nodes.append(_over(graph, view.repeats(name) or (name, 1), kernel, bias if part == 0 else [], f"{result}_{part}"))
        nodes.append(helper.make_node("Sum", [node.output[0] for node in nodes], [result]))
        _replace(graph, conv, nodes)
        return True
    return False


def _take_apart_level(graph: onnx.GraphProto) -> bool:
    """A level of a pyramid, seen through the convolution that follows. Returns whether there was one.

    The level is `m + m s + repeat(b)`, where `m = A c` weighs few channels into many and `s` is a factor for each channel that depends on the picture
    (squeeze and excitation, Hu et al. 2018, arXiv 1709.01507). Its convolution with W is that of c with `W diag(1 + s) A`, over few channels, and the
    transposed one of b.
    """
    view = _View.of(graph)
    for conv in graph.node:
        level = view.maker(conv.input[0], "Add") if view.plain(conv) else None
        excited = view.maker(level.input[0], "Add") if level is not None else None
        coarse = view.repeats(level.input[1]) if level is not None else None
        factor = _excitation(view, excited) if excited is not None else None
        if coarse is None or factor is None:
            continue
        many, gate, pooled = factor
        weight, mixing = view.constants[conv.input[1]], view.constants[many.input[1]][:, :, 0, 0]
        (outputs, channels), few, result = weight.shape[:2], mixing.shape[1], conv.output[0]
        squeeze = next(node for node in graph.node if node.op_type == "Conv" and node.input[0] == pooled.output[0])

        def given(part: str, value: np.ndarray) -> str:
            graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), f"{result}_{part}"))
            return f"{result}_{part}"

        # The mean over pixels of A c is A times that of c.
        pooled.input[0] = many.input[0]
        squeeze.input[1] = given("squeeze", (view.constants[squeeze.input[1]][:, :, 0, 0] @ mixing)[:, :, None, None])
        step = lambda kind, inputs, name, **settings: helper.make_node(kind, inputs, [f"{result}_{name}"], **settings)  # noqa: E731
        rows = given("rows", weight.transpose(0, 2, 3, 1).reshape(-1, channels))
        nodes = [
            step("Reshape", [gate, given("row", np.array([1, channels]))], "gate"),
            step("Add", [f"{result}_gate", given("one", np.ones((1, 1), np.float32))], "factor"),
            step("Mul", [rows, f"{result}_factor"], "weighed"),
            step("MatMul", [f"{result}_weighed", given("mixing", mixing)], "mixed"),
            step("Reshape", [f"{result}_mixed", given("shape", np.array([outputs, 3, 3, few]))], "taps"),
            step("Transpose", [f"{result}_taps"], "kernel", perm=[0, 3, 1, 2]),
            step("Conv", [many.input[0], f"{result}_kernel", *conv.input[2:]], "fine", kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
            _over(graph, coarse, weight, [], f"{result}_coarse"),
            helper.make_node("Sum", [f"{result}_fine", f"{result}_coarse"], [result]),
        ]
        _replace(graph, conv, nodes)
        _read_one_by_one(graph)
        return True
    return False


def _read_one_by_one(graph: onnx.GraphProto) -> None:
    """Says that the graph takes one picture in a run: its kernels are made for that picture."""
    for value in (*graph.input, *graph.output):
        value.type.tensor_type.shape.dim[0].dim_value = 1


def _excitation(view: _View, excited: NodeProto) -> tuple[NodeProto, str, NodeProto] | None:
    """Of `m + m s`: the convolution of one pixel that makes m, the name of s, and the pooling of m that s is made from."""
    many, scaled = view.makers.get(excited.input[0]), view.maker(excited.input[1], "Mul")
    if many is None or scaled is None or many.op_type != "Conv" or len(many.input) != 2 or many.output[0] not in scaled.input:
        return None
    weight = view.constants.get(many.input[1], np.zeros(0))
    if weight.shape[2:] != (1, 1) or weight.shape[1] >= weight.shape[0]:
        return None
    pooled = [node for node in view.makers.values() if node.op_type == "GlobalAveragePool" and node.input[0] == many.output[0]]
    # m is read for the sum, for the product and for the pooling, and by nothing else.
    if len(pooled) != 1 or view.reads[many.output[0]] != 3 or view.reads[pooled[0].output[0]] != 1:
        return None
    return many, next(name for name in scaled.input if name != many.output[0]), pooled[0]


def _channels(view: _View, name: str) -> int | None:
    """How many channels a value has, as far as the convolution it comes from tells."""
    source = view.repeats(name)
    node = view.makers.get(source[0] if source else name)
    while node is not None and node.op_type in ("Add", "Mul", "Relu"):
        node = view.makers.get(node.input[0])
    return len(view.constants[node.input[1]]) if node is not None and node.op_type == "Conv" and node.input[1] in view.constants else None


def _over(graph: onnx.GraphProto, source: tuple[str, int], weight: np.ndarray, bias: list[str], name: str) -> NodeProto:
    """The 3 x 3 convolution of a map that is enlarged by a factor, or not, where that is 1."""
    value, factor = source
    kernel = weight if factor == 1 else enlarged_kernel(weight, factor)
    graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(kernel), f"{name}_weight"))
    inputs = [value, f"{name}_weight", *bias]
    if factor == 1:
        return helper.make_node("Conv", inputs, [name], kernel_shape=[3, 3], pads=[1, 1, 1, 1])
    size = [factor + 2, factor + 2]
    return helper.make_node("ConvTranspose", inputs, [name], kernel_shape=size, strides=[factor, factor], pads=[1, 1, 1, 1])


def _replace(graph: onnx.GraphProto, old: NodeProto, new: list[NodeProto]) -> None:
    nodes = [each for node in graph.node for each in (new if node is old else [node])]
    kept = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del graph.node[:]
    graph.node.extend(kept)
