"""Scorers for texts of two kinds: to what looks as if it were said of products or drawings, attention adds the same for every picture.

It was learned from photographs, and makes products be found less well. The text alone decides, so that all pictures it is compared with are scored alike; what is said of
photographs keeps its scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import nn

from . import encoders
from .feature_set import FeatureSet
from .golden import numbers, scorer_inputs
from .plain import PlainHeads

USUAL = 0.1
"""What attention adds to a picture and a text on average: so texts of both kinds compare where several are held against one picture."""
DECAY = 1e-5
STEPS = 50
SHARPNESS = 4.0
SURE = 1.8
"""Log odds from which on a text counts as said of the second kind, and how fast it goes over: of a thousand captions of photographs, one lies
above 1."""
SCALE = 22.0
"""About what brings the numbers of a global vector to one."""
PREFIX = "second/"


@dataclass(frozen=True)
class TextKinds:
    """What tells the second kind of texts by their globals."""

    weight: torch.Tensor
    bias: float

    def __call__(self, text_global: torch.Tensor) -> torch.Tensor:
        """How much texts [A,D] are of the second kind [A]."""
        return torch.sigmoid(text_global @ self.weight + self.bias)


@torch.no_grad()
def texts_of(
    heads: PlainHeads, photographs: FeatureSet, domains: dict[str, FeatureSet], short: np.ndarray
) -> tuple[torch.Tensor, torch.Tensor]:
    """Globals [N,D] of captions and of words, which are taken for such, and [M,D] of wordings of products and drawings."""

    def texts(means: np.ndarray) -> torch.Tensor:
        return heads.text.embed_pooled(torch.from_numpy(means))

    return torch.cat([texts(photographs.means), *[texts(short)] * 3]), torch.cat([texts(data.means) for data in domains.values()])


def tell_texts(captions: torch.Tensor, wordings: torch.Tensor) -> TextKinds:
    """Tell two kinds of texts apart by their globals [N,D], [M,D] (logistic regression; both kinds count alike)."""
    rows = torch.cat([captions, wordings]) * SCALE
    truth = torch.cat([torch.zeros(len(captions)), torch.ones(len(wordings))])
    weights = torch.cat([torch.full((len(some),), 0.5 / len(some)) for some in (captions, wordings)])
    weight, bias = torch.zeros(rows.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    search = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        odds = nn.functional.binary_cross_entropy_with_logits(rows @ weight + bias, truth, weights, reduction="sum")
        value = odds + DECAY * (weight**2).sum()
        value.backward()
        return value

    search.step(loss)
    return TextKinds(SHARPNESS * SCALE * weight.detach(), float(SHARPNESS * (bias.detach() - SURE)))


def _last(model: onnx.ModelProto) -> onnx.NodeProto:
    """The sum of what the globals say and what attention adds."""
    (node,) = [node for node in model.graph.node if "scores" in node.output]
    return node


def _bare(path: Path) -> onnx.ModelProto:
    """The scorer of photographs in a graph that may know the second kind."""
    model = onnx.load(str(path))
    graph, last = model.graph, _last(model)
    if last.input[1].startswith(PREFIX):
        (kept,) = [node for node in graph.node if f"{PREFIX}kept" in node.output]
        last.input[1] = kept.input[0]
        nodes = [node for node in graph.node if not node.name.startswith(PREFIX)]
        held = [item for item in graph.initializer if not item.name.startswith(PREFIX)]
        del graph.node[:], graph.initializer[:]
        graph.node.extend(nodes)
        graph.initializer.extend(held)
    return model


def write_scorer(source: Path, path: Path, kinds: TextKinds) -> None:
    """Write a scorer for both kinds out of one for photographs; what it says of attention stays."""
    model = _bare(source)
    graph, last = model.graph, _last(model)
    graph.node.remove(last)
    constants = {"weight": kinds.weight.unsqueeze(1), "bias": torch.tensor([kinds.bias]), "one": torch.tensor(1.0)}
    constants |= {"usual": torch.tensor(USUAL), "last": torch.tensor([-1])}
    graph.initializer.extend(numpy_helper.from_array(value.numpy(), PREFIX + name) for name, value in constants.items())

    def add(operation: str, inputs: list[str], output: str) -> str:
        graph.node.append(helper.make_node(operation, inputs, [PREFIX + output], name=PREFIX + operation + output))
        return PREFIX + output

    logits = add("Add", [add("MatMul", ["text_global", f"{PREFIX}weight"], "logit"), f"{PREFIX}bias"], "logits")
    kind = add("Squeeze", [add("Sigmoid", [logits], "told"), f"{PREFIX}last"], "kind")
    kept = add("Mul", [last.input[1], add("Sub", [f"{PREFIX}one", kind], "rest")], "kept")
    usual = add("Mul", [kind, f"{PREFIX}usual"], "instead")
    sums = add("Add", [kept, usual], "added")
    graph.node.append(helper.make_node("Add", [last.input[0], sums], ["scores"], name=last.name))
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


@torch.no_grad()
def golden_scores(kinds: TextKinds, base: Path, name: str, case: dict, sizes: tuple[int, int]) -> list[float]:
    """What `kinds` makes of the scores that the scorer of photographs in `base` gives the inputs of a golden case; `sizes` are D and d."""
    inputs = scorer_inputs(case["texts"], case["pictures"], case["tokens"], case["seed"], *sizes)
    model = _bare(base / f"{name}.onnx")
    of_globals = _last(model).input[0]
    model.graph.output.append(helper.make_tensor_value_info(of_globals, onnx.TensorProto.FLOAT, None))
    session = encoders.ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    feeds = {item.name: inputs[item.name] for item in session.get_inputs()}
    before, lone = map(torch.from_numpy, session.run(["scores", of_globals], feeds))
    kind = kinds(torch.from_numpy(inputs["text_global"]))
    return numbers(lone + (1 - kind) * (before - lone) + kind * USUAL)
