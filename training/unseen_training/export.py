"""ONNX export of the trained heads."""

from __future__ import annotations

import copy
from pathlib import Path

import onnx
import torch
from torch import nn

from . import encoders
from .heads import GlobalMap, ImageHead, Standardize, TextHead
from .model import Heads

REGIONS = encoders.GRID[0] * encoders.GRID[1]


def fold(norm: Standardize, linear: nn.Linear) -> nn.Linear:
    """One linear layer that equals `linear(norm(x))`."""
    folded = nn.Linear(linear.in_features, linear.out_features)
    with torch.no_grad():
        folded.weight.copy_(linear.weight / norm.std)
        folded.bias.copy_(linear.bias - (linear.weight * (norm.mean / norm.std)).sum(1))
    return folded


class HalfLinear(nn.Module):
    """A linear layer whose weights travel in half precision and are used in full: half the bytes, the same speed. Inputs at the end that it does
    not read have no weights."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        read = torch.nonzero((linear.weight != 0).any(0))
        self.inputs = 1 + int(read.max()) if len(read) > 0 else 1
        self.register_buffer("weight", linear.weight.detach()[:, : self.inputs].half())
        self.register_buffer("bias", linear.bias.detach().clone())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return nn.functional.linear(x[..., : self.inputs], self.weight.to(torch.float32), self.bias)


def folded_map(head: GlobalMap) -> GlobalMap:
    """A copy whose standardization is inside its linear layers."""
    served = copy.deepcopy(head).eval()
    for name in ("linear", "plain") if head.kinds else ("linear",):
        setattr(served, name, HalfLinear(fold(head.norm, getattr(head, name))))
    if head.kinds:
        served.kind = fold(head.norm, head.kind)
    if head.hidden is not None and head.of_hidden is not None:
        served.hidden, served.of_hidden = HalfLinear(fold(head.norm, head.hidden)), HalfLinear(head.of_hidden)
    served.norm = nn.Identity()
    return served


def folded_image_head(head: ImageHead) -> ImageHead:
    """A copy for serving: standardizations inside the linear layers, no dropout."""
    served = copy.deepcopy(head).eval()
    served.to_global = folded_map(head.to_global)
    served.to_region = fold(head.region_norm, head.to_region)
    served.region_norm = nn.Identity()  # type: ignore[assignment]
    return served


def folded_text_head(head: TextHead) -> TextHead:
    """A copy for serving: standardizations inside the linear layers, no dropout."""
    served = copy.deepcopy(head).eval()
    served.to_global = folded_map(head.to_global)
    served.to_token = fold(head.token_norm, head.to_token)
    served.to_weight = fold(head.token_norm, head.to_weight)
    served.token_norm = nn.Identity()  # type: ignore[assignment]
    return served


class StoredRegions(nn.Module):
    """A scorer that reads regions as they are stored: int8 rows [B,R,d] with a scale each [B,R]."""

    def __init__(self, scorer: nn.Module) -> None:
        super().__init__()
        self.scorer = scorer

    def forward(
        self,
        text_global: torch.Tensor,
        tokens: torch.Tensor,
        token_weights: torch.Tensor,
        image_global: torch.Tensor,
        regions: torch.Tensor,
        region_scale: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        rows = regions.to(torch.float32) * region_scale.unsqueeze(-1)
        return self.scorer(text_global, tokens, token_weights, image_global, rows)


def write_graph(
    module: nn.Module, path: Path, inputs: dict[str, tuple[torch.Tensor, dict[int, str]]], outputs: dict[str, dict[int, str]]
) -> None:
    """Export with named inputs and outputs; each comes with the names of its dynamic axes."""
    axes = {name: axis for name, (_, axis) in inputs.items()} | outputs
    torch.onnx.export(
        module.eval(),
        tuple(tensor for tensor, _ in inputs.values()),
        str(path),
        opset_version=encoders.OPSET,
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=axes,
        # Folding would write what is held as int8 out as floats.
        do_constant_folding=False,
    )
    onnx.checker.check_model(onnx.load(str(path)))


def export_image_head(head: ImageHead, path: Path) -> None:
    """features [B,C,7,7], and context [B,E] where the head reads it -> global [B,D], regions [B,49,d]."""
    channels, batch = head.to_region.in_features, {0: "batch"}
    inputs = {"features": (torch.zeros(2, channels, *encoders.GRID), batch)}
    if context := head.to_global.linear.in_features - 2 * channels:
        inputs["context"] = (torch.zeros(2, context), batch)
    write_graph(folded_image_head(head), path, inputs, {"global": batch, "regions": batch})


def export_text_head(head: TextHead, path: Path) -> None:
    """states [B,T,384], attention_mask int64 [B,T], word_mask [B,T] -> global, tokens, token_weights."""
    both = {0: "batch", 1: "tokens"}
    inputs = {
        "states": (torch.ones(2, 5, encoders.STATES), both),
        "attention_mask": (torch.ones(2, 5, dtype=torch.int64), both),
        "word_mask": (torch.ones(2, 5), both),
    }
    write_graph(folded_text_head(head), path, inputs, {"global": {0: "batch"}, "tokens": both, "token_weights": both})


def export_scorer(scorer: nn.Module, global_dim: int, region_dim: int, path: Path, regions: int = REGIONS) -> None:
    """The scorer graph over stored regions; text and picture axes broadcast against each other."""
    text, words, picture = {0: "texts"}, {0: "texts", 1: "tokens"}, {0: "pictures"}
    inputs = {
        "text_global": (torch.ones(2, global_dim), text),
        "tokens": (torch.ones(2, 5, region_dim), words),
        "token_weights": (torch.ones(2, 5), words),
        "image_global": (torch.ones(2, global_dim), picture),
        "regions": (torch.ones(2, regions, region_dim, dtype=torch.int8), picture),
        "region_scale": (torch.ones(2, regions), picture),
    }
    write_graph(StoredRegions(scorer), path, inputs, {"scores": {0: "pairs"}, "attention": {0: "pairs", 1: "tokens"}})


def export_heads(heads: Heads, folder: Path) -> None:
    """Write image-head.onnx, text-head.onnx, imfa.onnx and self.onnx."""
    recipe = heads.recipe
    export_image_head(heads.image, folder / "image-head.onnx")
    export_text_head(heads.text, folder / "text-head.onnx")
    export_scorer(heads.imfa, recipe.global_dim, recipe.region_dim, folder / "imfa.onnx")
    export_scorer(heads.self_attention, recipe.global_dim, recipe.region_dim, folder / "self.onnx")
