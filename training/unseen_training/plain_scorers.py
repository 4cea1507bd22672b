"""Scorers for two kinds of pictures and texts: what is said of photographs keeps its scores, and products and drawings have others.

Attention was learned from photographs and makes products be found less well, so it is left out for texts that look as if they were said of the
second kind. Between such a text and such a picture, hubness is what is near everything among products and drawings, not among photographs.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnx import helper
from torch import nn

from . import encoders
from .export import write_graph
from .golden import numbers, scorer_inputs
from .heads import global_scores
from .hubness import GroupedHubness
from .plain_globals import Told
from .scorer_graph import lighten

SCORERS = ("imfa", "self")
USUAL = 0.1
"""What attention adds to a picture and a text on average: so texts of both kinds compare where several are held against one picture."""
DECAY = 1e-5
STEPS = 50
TEXTS = {"sharpness": 4.0, "sure": 1.2}
"""Log odds from which on a text counts as said of the second kind, and how fast it goes over: of a thousand captions of photographs, one lies
above."""
PICTURES = {"sharpness": 1.0, "sure": 0.0}
SCALE = 22.0
"""About what brings the numbers of a global vector to one."""
SHARE = 0.5
"""How much of a picture's and of a text's hubness is taken away."""
RANK = 96
"""In 64 dimensions, those of the smaller catalogues are told apart less well."""
BACKGROUND = 1536
"""Pictures, and titles, of all domains: of each as many as it counts in training, and at most two thirds, since what is usual is taken from the
others."""
PREFIX = "second/"
FIRST = f"{PREFIX}first"


class SecondKind(nn.Module):
    """What a scorer of photographs lacks: which texts and pictures are of the second kind, and what their scores are."""

    def __init__(self, global_dim: int, sample: int) -> None:
        super().__init__()
        for side in ("text", "picture"):
            self.register_buffer(f"{side}_weight", torch.zeros(global_dim, 1))
            self.register_buffer(f"{side}_bias", torch.zeros(1))
        self.hubness = GroupedHubness(global_dim, sample, SHARE, SHARE, RANK)
        self.register_buffer("level", torch.zeros(()))

    def kind_of(self, side: str, globals_: torch.Tensor) -> torch.Tensor:
        """How much texts, or pictures [A,D] are of the second kind [A]."""
        return torch.sigmoid(globals_ @ getattr(self, f"{side}_weight") + getattr(self, f"{side}_bias")).squeeze(-1)

    def forward(self, text_global: torch.Tensor, image_global: torch.Tensor, lone: torch.Tensor, first: torch.Tensor) -> torch.Tensor:
        """Scores [N] from those of photographs: `first` [N], and `lone` [N], what the globals say of it without attention."""
        text, picture = self.kind_of("text", text_global), self.kind_of("picture", image_global)
        second = global_scores(self.hubness, text_global, image_global) + self.level
        return (1 - text) * first + text * (USUAL + (1 - picture) * lone + picture * second)


def tell(first: torch.Tensor, second: torch.Tensor, sharpness: float, sure: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Weights [D,1] and bias [1] of log odds that tell globals [N,D] of one kind from [M,D] of the other (logistic regression; both kinds count
    alike), made `sharpness` times as steep and passing through zero where they were `sure`."""
    rows = torch.cat([first, second]) * SCALE
    truth = torch.cat([torch.zeros(len(first)), torch.ones(len(second))])
    weights = torch.cat([torch.full((len(some),), 0.5 / len(some)) for some in (first, second)])
    weight, bias = torch.zeros(rows.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    search = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        odds = nn.functional.binary_cross_entropy_with_logits(rows @ weight + bias, truth, weights, reduction="sum")
        value = odds + DECAY * (weight**2).sum()
        value.backward()
        return value

    search.step(loss)
    return (sharpness * SCALE * weight.detach()).unsqueeze(1), sharpness * (bias.detach() - sure)


def _bare(path: Path) -> tuple[onnx.ModelProto, onnx.NodeProto]:
    """The scorer of photographs in a graph that may know the second kind, and its last node: the sum of what the globals say and what attention
    adds."""
    model = onnx.load(str(path))
    graph = model.graph
    nodes = [node for node in graph.node if not node.name.startswith(PREFIX)]
    held = [item for item in graph.initializer if not item.name.startswith(PREFIX)]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(held)
    (last,) = [node for node in graph.node if {"scores", FIRST} & set(node.output)]
    last.output[0] = "scores"
    return model, last


def _of_photographs(scorer: Path, inputs: dict[str, np.ndarray]) -> tuple[torch.Tensor, torch.Tensor]:
    """What the scorer of photographs makes of inputs: scores [N], and what the globals say of them alone [N]."""
    model, last = _bare(scorer)
    model.graph.output.append(helper.make_tensor_value_info(last.input[0], onnx.TensorProto.FLOAT, None))
    session = encoders.ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    feeds = {item.name: inputs[item.name] for item in session.get_inputs()}
    scores, lone = session.run(["scores", last.input[0]], feeds)
    return torch.from_numpy(scores), torch.from_numpy(lone)


def _spaces(pack: Path) -> tuple[int, int]:
    """Dimensions of a pack's globals and of its regions."""
    spaces = json.loads((pack / "manifest.json").read_text("utf8"))["spaces"]
    return spaces["global"], spaces["region"]


def fit_second(told: Told, weights: list[float], base: Path) -> SecondKind:
    """Learn what tells the kinds apart, take the background from some of the domains' pairs, by the weight of each domain, and let the others,
    which are not in it, have the scores on average that globals alone have by the scorers for photographs of the pack in `base`."""
    wanted = [round(BACKGROUND * weight / sum(weights)) for weight in weights]
    parts = [(min(count, 2 * len(titles) // 3), pictures, titles) for count, (pictures, titles) in zip(wanted, told.domains)]
    pictures, titles = (torch.cat([both[place][:count] for count, *both in parts]) for place in (0, 1))
    kind = SecondKind(titles.shape[1], len(titles))
    kind.hubness.fit(pictures, titles)
    kind.text_weight, kind.text_bias = tell(told.captions, told.wordings, **TEXTS)
    kind.picture_weight, kind.picture_bias = tell(told.photographs, torch.cat([some for some, _ in told.domains]), **PICTURES)
    pictures, titles = (torch.cat([both[place][count:] for count, *both in parts]) for place in (0, 1))
    nothing = np.zeros((len(titles), encoders.GRID[0] * encoders.GRID[1], _spaces(base)[1]), np.float32)
    inputs = {"text_global": titles.numpy(), "tokens": nothing[:, :1], "token_weights": nothing[:, :1, 0]}
    inputs |= {"image_global": pictures.numpy(), "regions": nothing.astype(np.int8), "region_scale": nothing[..., 0]}
    lone = _of_photographs(base / f"{SCORERS[0]}.onnx", inputs)[1]
    shares = torch.cat([torch.full((len(both[0]) - count,), weight / (len(both[0]) - count)) for weight, (count, *both) in zip(weights, parts)])
    with torch.no_grad():
        kind.level.copy_(((lone - global_scores(kind.hubness, titles, pictures)) * shares).sum() / shares.sum())
    return kind.eval()


def write_scorer(source: Path, path: Path, kind: SecondKind) -> None:
    """Write a scorer for both kinds out of one for photographs: what that says comes first."""
    model, last = _bare(source)
    lighten(model)
    (last,) = [node for node in model.graph.node if "scores" in node.output]
    graph = model.graph
    shape = (torch.ones(2, len(kind.text_weight)), torch.ones(2))
    inputs = {"text_global": (shape[0], {0: "texts"}), "image_global": (shape[0], {0: "pictures"})}
    inputs |= {name: (shape[1], {0: "pairs"}) for name in ("lone", "first")}
    with TemporaryDirectory() as folder:
        write_graph(kind, Path(folder) / "second.onnx", inputs, {"scores": {0: "pairs"}})
        added = onnx.load(str(Path(folder) / "second.onnx")).graph
    known = {name: name for name in ("text_global", "image_global", "scores", "")} | {"lone": last.input[0], "first": FIRST}
    last.output[0] = FIRST
    for node in added.node:
        node.name = PREFIX + node.name
        node.input[:] = [known.get(name, PREFIX + name) for name in node.input]
        node.output[:] = [known.get(name, PREFIX + name) for name in node.output]
    for item in added.initializer:
        item.name = PREFIX + item.name
    graph.node.extend(added.node)
    graph.initializer.extend(added.initializer)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


@torch.no_grad()
def write_scorers(kind: SecondKind, base: Path, folder: Path) -> None:
    """Give the pack in `folder` scorers for both kinds out of those for photographs of the pack in `base`, and golden.json what they say. What
    they say of attention stays."""
    scorers = json.loads((base / "golden.json").read_text("utf8"))["scorers"]
    for name in SCORERS:
        for case in scorers["cases"]:
            inputs = scorer_inputs(case["texts"], case["pictures"], case["tokens"], case["seed"], *_spaces(base))
            first, lone = _of_photographs(base / f"{name}.onnx", inputs)
            globals_ = (torch.from_numpy(inputs[name]) for name in ("text_global", "image_global"))
            case[name]["scores"] = numbers(kind(*globals_, lone, first))
        write_scorer(base / f"{name}.onnx", folder / f"{name}.onnx", kind)
    vectors = {**json.loads((folder / "golden.json").read_text("utf8")), "scorers": scorers}
    (folder / "golden.json").write_text(json.dumps(vectors, separators=(",", ":"), ensure_ascii=False) + "\n", "utf8")
