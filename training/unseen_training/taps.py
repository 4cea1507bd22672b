"""What the inner maps of an image encoder say of a whole picture: their means and deviations, beside the last map.

The last map of a network that was trained to name things has forgotten much that does not change the name, such as colors and fabrics; the maps
before it have not. They are computed anyway, so that reading them costs next to nothing.
"""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import TensorProto, helper

CONTEXT = "context"
TAPS = {
    "lite0": ("0/project/Conv", "2/Add", "4/Add", "7/Add", "10/Add", "14/Add", "15/project/Conv"),
    "lite2": ("3/Add", "6/Add", "10/Add", "14/Add", "19/Add", "20/project/Conv"),
}
"""The last map of each stage of a backbone: its block, and the operation that gives it."""


def context_size(encoder: Path) -> int:
    """E: how many numbers an image encoder says of a whole picture; 0 where it has no such output."""
    found = next((item for item in onnx.load(str(encoder)).graph.output if item.name == CONTEXT), None)
    return 0 if found is None else found.type.tensor_type.shape.dim[1].dim_value


def write_tapped(encoder: Path, path: Path) -> None:
    """Write the image encoder of two backbones, int8, with `context` [B,E]: mean and deviation of every channel of the tapped maps. Its
    `features` stay what they are, to the last bit.

    Raises ValueError when the encoder has other maps.
    """
    model = onnx.load(str(encoder))
    graph = model.graph
    if any(item.name == CONTEXT for item in graph.output):
        onnx.save(model, str(path))
        return
    there = {name for node in graph.node for name in node.output}
    channels = _channels(model)
    means, deviations, size = [], [], 0
    for prefix, taps in zip(("/a/blocks/blocks.", "/b/blocks/blocks."), TAPS.values()):
        for tap in taps:
            source = f"{prefix}{tap}_output_0_DequantizeLinear_Output"
            if source not in there:
                raise ValueError(f"{encoder}: there is no map {source}")
            nodes, mean, deviation = _moments(source)
            graph.node.extend(nodes)
            means.append(mean)
            deviations.append(deviation)
            size += 2 * channels[f"{prefix}{tap}_output_0"]
    graph.node.append(helper.make_node("Concat", [*means, *deviations], [CONTEXT], axis=1))
    graph.output.append(helper.make_tensor_value_info(CONTEXT, TensorProto.FLOAT, ["batch", size]))
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _channels(model: onnx.ModelProto) -> dict[str, int]:
    """Channels of every map."""
    inferred = onnx.shape_inference.infer_shapes(model).graph.value_info
    shapes = {item.name: item.type.tensor_type.shape.dim for item in inferred}
    return {name: dims[1].dim_value for name, dims in shapes.items() if len(dims) == 4}


def _moments(source: str) -> tuple[list[onnx.NodeProto], str, str]:
    """Operations for mean and deviation over a map [B,C,rows,cols], and the names of both [B,C]."""
    name = source.removesuffix("_output_0_DequantizeLinear_Output")
    mean, square, squares, apart, above, deviation = (f"{name}/{part}" for part in ("mean", "square", "squares", "apart", "above", "deviation"))
    zero = helper.make_node("Constant", [], [f"{name}/zero"], value=helper.make_tensor(f"{name}/zero", TensorProto.FLOAT, [], [0.0]))
    nodes = [
        zero,
        helper.make_node("ReduceMean", [source], [mean], axes=[2, 3], keepdims=0),
        helper.make_node("Mul", [source, source], [square]),
        helper.make_node("ReduceMean", [square], [squares], axes=[2, 3], keepdims=0),
        helper.make_node("Mul", [mean, mean], [f"{name}/of"]),
        helper.make_node("Sub", [squares, f"{name}/of"], [apart]),
        helper.make_node("Max", [apart, f"{name}/zero"], [above]),
        helper.make_node("Sqrt", [above], [deviation]),
    ]
    return nodes, mean, deviation
