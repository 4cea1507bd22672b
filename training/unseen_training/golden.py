"""Golden vectors: inputs anyone can form again, with the outputs of the training code.

The service's tests run the pack's graphs on these inputs and compare. Nothing in them comes from a photograph:
the picture is a formula, and the scorers' inputs come from a linear congruential generator.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from . import encoders
from .export import StoredRegions
from .features import token_masks
from .heads import ImageHead, TextHead
from .model import Heads

TEXTS = (
    "A dog runs through the snow.",
    "two children play soccer on a green field",
    "A snowboarder wearing sunglasses does a backflip",
    "Café crème brûlée, naïve 日本 !",
    "bicycle",
    "",
    " ".join(f"word{i} and" for i in range(60)),
)
REGION_ROWS = (0, 24, 48)
SCORER_CASES = ((1, 3, 6, 11), (3, 1, 6, 12), (2, 2, 4, 13))
"""Texts, pictures, tokens, seed."""
LCG = "state = (1664525 * state + 1013904223) mod 2^32, starting at the seed; each draw advances once, then reads state"
PICTURE = "value(c, y, x) = (x * (c + 2) + y * (5 - c) + floor(x * y / 64) * 3) mod 256; rows y and columns x from 0, channels R G B"
DRAWS = {
    "text_global": "((state >>> 8) / 2^23 - 1) / 16",
    "tokens": "((state >>> 8) / 2^23 - 1) / 8",
    "token_weights": "(state >>> 8) / 2^26, then 0 at the first and the last token of each text",
    "image_global": "((state >>> 8) / 2^23 - 1) / 16",
    "regions": "max(-127, (state >>> 24) - 128)",
    "region_scale": "(1024 + (state >>> 22)) / 2^20",
}
TOLERANCES = {"image": 1e-3, "text": 2e-3, "scores": 1e-4, "attention": 1e-4}


class Lcg:
    """The generator of Numerical Recipes; in JavaScript: `state = (Math.imul(state, 1664525) + 1013904223) >>> 0`."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def draw(self, *shape: int) -> np.ndarray:
        """Raw states as uint64 [*shape], filled row-major."""
        out = np.empty(int(np.prod(shape)), np.uint64)
        for i in range(out.size):
            self.state = (1664525 * self.state + 1013904223) % 2**32
            out[i] = self.state
        return out.reshape(shape)

    def signed(self, scale: float, *shape: int) -> np.ndarray:
        """Numbers between -scale and scale, exact in float32 where scale is a power of two."""
        return (((self.draw(*shape) >> 8).astype(np.float64) / 2**23 - 1) * scale).astype(np.float32)


def formula_picture(size: int) -> np.ndarray:
    """The picture of `PICTURE`: uint8 [size,size,3]."""
    y, x, c = np.ogrid[:size, :size, :3]
    return ((x * (c + 2) + y * (5 - c) + x * y // 64 * 3) % 256).astype(np.uint8)


def scorer_inputs(
    texts: int, pictures: int, tokens: int, seed: int, global_dim: int, region_dim: int
) -> dict[str, np.ndarray]:
    """Scorer inputs as `DRAWS` describes, drawn in its order."""
    lcg = Lcg(seed)
    regions = encoders.GRID[0] * encoders.GRID[1]
    inputs = {
        "text_global": lcg.signed(1 / 16, texts, global_dim),
        "tokens": lcg.signed(1 / 8, texts, tokens, region_dim),
    }
    weights = ((lcg.draw(texts, tokens) >> 8).astype(np.float64) / 2**26).astype(np.float32)
    weights[:, [0, -1]] = 0
    inputs["token_weights"] = weights
    inputs["image_global"] = lcg.signed(1 / 16, pictures, global_dim)
    raw = (lcg.draw(pictures, regions, region_dim) >> 24).astype(np.int64) - 128
    inputs["regions"] = np.maximum(raw, -127).astype(np.int8)
    inputs["region_scale"] = ((1024 + (lcg.draw(pictures, regions) >> 22)) / 2**20).astype(np.float32)
    return inputs


def numbers(values: np.ndarray | torch.Tensor) -> list[float]:
    """Six digits of each."""
    return [float(f"{value:.6g}") for value in np.asarray(values).ravel()]


def _image_case(head: ImageHead, encoder: Path) -> dict[str, object]:
    picture = formula_picture(encoders.IMAGE_SIZE)[None]
    session = encoders.open_session(encoder)
    outputs = [item.name for item in session.get_outputs()]
    found = session.run(outputs, {"pixels": encoders.normalize_pixels(picture)})
    image_global, regions = head(**{name: torch.from_numpy(value) for name, value in zip(outputs, found)})
    rows = [{"row": row, "values": numbers(regions[0, row])} for row in REGION_ROWS]
    return {"formula": PICTURE, "tolerance": TOLERANCES["image"], "global": numbers(image_global), "regions": rows}


def _text_case(head: TextHead, text: str, encoder: Path, tokenizer_document: str) -> dict[str, object]:
    ids = np.asarray([encoders.open_tokenizer(tokenizer_document).encode(text).ids], np.int64)
    attention, words = token_masks(np.asarray([ids.shape[1]]), ids.shape[1])
    feeds = {"input_ids": ids, "attention_mask": attention, "token_type_ids": np.zeros_like(ids)}
    (states,) = encoders.open_session(encoder).run(["last_hidden_state"], feeds)
    outputs = head(torch.from_numpy(states), torch.from_numpy(attention), torch.from_numpy(words))
    shown = sorted({0, 1, ids.shape[1] - 1})
    return {
        "text": text,
        "input_ids": ids[0].tolist(),
        "word_mask": words[0].astype(int).tolist(),
        "global": numbers(outputs[0]),
        "tokens": [{"token": token, "values": numbers(outputs[1][0, token])} for token in shown],
        "token_weights": numbers(outputs[2]),
    }


def _scorer_case(heads: Heads, case: tuple[int, int, int, int]) -> dict[str, object]:
    texts, pictures, tokens, seed = case
    inputs = scorer_inputs(*case, heads.recipe.global_dim, heads.recipe.region_dim)
    tensors = [torch.from_numpy(value) for value in inputs.values()]
    out: dict[str, object] = {"texts": texts, "pictures": pictures, "tokens": tokens, "seed": seed}
    for name, scorer in (("imfa", heads.imfa), ("self", heads.self_attention)):
        scores, attention = StoredRegions(scorer)(*tensors)
        out[name] = {"scores": numbers(scores), "attention": numbers(attention)}
    return out


@torch.no_grad()
def encoder_vectors(image: ImageHead, text: TextHead, folder: Path, pack: str) -> dict[str, object]:
    """The document golden.json of the pack in `folder` but for its scorers, from the training code's heads."""
    image.eval()
    text.eval()
    tokenizer = (folder / "tokenizer.json").read_text("utf8")
    cases = [_text_case(text, some, folder / "text-encoder.onnx", tokenizer) for some in TEXTS]
    return {
        "format": 1,
        "pack": pack,
        "image": _image_case(image, folder / "image-encoder.onnx"),
        "text": {"tolerance": TOLERANCES["text"], "cases": cases},
    }


@torch.no_grad()
def golden_vectors(heads: Heads, folder: Path, pack: str) -> dict[str, object]:
    """The document golden.json of the pack in `folder`, from the training code's heads."""
    heads.eval()
    return {
        **encoder_vectors(heads.image, heads.text, folder, pack),
        "scorers": {
            "generator": LCG,
            "order": "the inputs are drawn one after the other in the order of `draws`, each filled row-major",
            "draws": DRAWS,
            "tolerance": {"scores": TOLERANCES["scores"], "attention": TOLERANCES["attention"]},
            "cases": [_scorer_case(heads, case) for case in SCORER_CASES],
        },
    }
