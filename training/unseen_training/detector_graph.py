"""A text detector's graph as it is served: the same map of probabilities at seven tenths of the cost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import onnx
from onnx import NodeProto, helper, numpy_helper

from .pyramid_graph import enlarge_late


def lighten(model: onnx.ModelProto) -> onnx.ModelProto:
    """Takes passes over the pixels out of a convolutional graph; its outputs stay but for rounding.

    Hard swish that is spelled out, `x * clip(x + 3, 0, 6) / 6`, becomes `x * hardsigmoid(x)` (Howard et al. 2019, "Searching for MobileNetV3",
    section 5.2), and a constant that multiplies or is added after a convolution goes into its weights, as does a batch normalization. Networks whose
    blocks learn a scale and a shift of their own (PP-LCNetV3) are full of both, and no runtime folds them. Convolutions over enlarged maps are taken
    apart (`pyramid_graph`). A graph without any of it stays as it is.
    """
    _spell_hard_swish(model.graph)
    while _fold_once(model.graph):
        pass
    enlarge_late(model.graph)
    _drop_unused(model.graph)
    onnx.checker.check_model(model)
    return model


def _constants(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    nodes = {node.output[0]: numpy_helper.to_array(node.attribute[0].t) for node in graph.node if node.op_type == "Constant"}
    return nodes | {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}


def _makers(graph: onnx.GraphProto) -> dict[str, NodeProto]:
    return {output: node for node in graph.node for output in node.output}


def _is(node: NodeProto | None, kind: str, *values: tuple[int, float], constants: dict[str, np.ndarray]) -> bool:
    """Whether a node is of a kind and has these numbers as its inputs."""
    if node is None or node.op_type != kind:
        return False
    return all(at < len(node.input) and np.all(constants.get(node.input[at], np.nan) == value) for at, value in values)


def _spell_hard_swish(graph: onnx.GraphProto) -> None:
    constants, makers = _constants(graph), _makers(graph)
    nodes: list[NodeProto] = []
    for node in graph.node:
        product = makers.get(node.input[0]) if _is(node, "Div", (1, 6), constants=constants) else None
        clip = makers.get(product.input[1]) if product is not None and product.op_type == "Mul" else None
        shifted = makers.get(clip.input[0]) if clip is not None and _is(clip, "Clip", (1, 0), (2, 6), constants=constants) else None
        if shifted is None or not _is(shifted, "Add", (1, 3), constants=constants) or product.input[0] != shifted.input[0]:
            nodes.append(node)
            continue
        [source, result] = shifted.input[0], node.output[0]
        nodes.append(helper.make_node("HardSigmoid", [source], [f"{result}_gate"], alpha=1 / 6, beta=0.5))
        nodes.append(helper.make_node("Mul", [source, f"{result}_gate"], [result]))
    del graph.node[:]
    graph.node.extend(nodes)
    _drop_unused(graph)


def _fold_once(graph: onnx.GraphProto) -> bool:
    """Folds one constant, or one batch normalization, into the convolution before it. Returns whether there was one."""
    constants, makers = _constants(graph), _makers(graph)
    reads = Counter([*(name for node in graph.node for name in node.input), *(output.name for output in graph.output)])
    for node in graph.node:
        conv = makers.get(next((name for name in node.input if name not in constants), ""))
        if conv is None or conv.op_type not in ("Conv", "ConvTranspose") or reads[conv.output[0]] != 1:
            continue
        if conv.input[1] not in constants:
            continue
        weight = constants[conv.input[1]]
        # Of transposed convolutions the outputs come second.
        axis = 0 if conv.op_type == "Conv" else 1
        change = _scale_and_shift(node, constants, weight.shape[axis])
        if change is None:
            continue
        scale, shift = change
        bias = constants[conv.input[2]] if len(conv.input) > 2 else np.zeros(weight.shape[axis], np.float32)
        folded = (weight * scale.reshape([-1 if at == axis else 1 for at in range(4)]), bias * scale + shift)
        names = [f"{node.output[0]}_{part}" for part in ("weight", "bias")]
        graph.initializer.extend(numpy_helper.from_array(np.ascontiguousarray(part.astype(np.float32)), name) for part, name in zip(folded, names))
        source, result = conv.input[0], node.output[0]
        del conv.input[:]
        conv.input.extend([source, *names])
        conv.output[0] = result
        graph.node.remove(node)
        return True
    return False


def _scale_and_shift(node: NodeProto, constants: dict[str, np.ndarray], channels: int) -> tuple[np.ndarray, np.ndarray] | None:
    """What a node does to each channel, where that is a factor and a summand that are known."""
    if node.op_type == "BatchNormalization":
        scale, bias, mean, variance = (constants[name] for name in node.input[1:])
        epsilon = next((each.f for each in node.attribute if each.name == "epsilon"), 1e-5)
        factor = scale / np.sqrt(variance + epsilon)
        return factor, bias - mean * factor
    known = [constants[name] for name in node.input if name in constants]
    if node.op_type not in ("Mul", "Add") or len(known) != 1 or known[0].size not in (1, channels):
        return None
    each = np.broadcast_to(known[0].reshape(-1), channels)
    return (each, np.zeros(channels)) if node.op_type == "Mul" else (np.ones(channels), each)


def _drop_unused(graph: onnx.GraphProto) -> None:
    """Removes what nothing reads."""
    while True:
        read = {name for node in graph.node for name in node.input} | {output.name for output in graph.output}
        idle = [node for node in graph.node if not read.intersection(node.output)]
        for node in idle:
            graph.node.remove(node)
        for tensor in [tensor for tensor in graph.initializer if tensor.name not in read]:
            graph.initializer.remove(tensor)
        if not idle:
            return


def write_detector(source: Path, target: Path) -> None:
    """Write the graph in `source` as it is served."""
    onnx.save(lighten(onnx.load(str(source))), str(target))
