"""A pack's graphs as a search runs them, with what its manifest says of pictures and texts."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from PIL import Image, ImageOps
from tokenizers import Tokenizer

from . import encoders
from .features import TokenStates

Bag = dict[str, np.ndarray]
KERNELS = {"nearest": Image.NEAREST, "linear": Image.BILINEAR, "cubic": Image.BICUBIC, "lanczos3": Image.LANCZOS}
TEXTS = 16


@dataclass(frozen=True)
class ImageSpec:
    """How a pack takes pictures: what its manifest says in `image`."""

    size: int
    fit: str
    shrink: int
    kernel: int
    mean: np.ndarray
    std: np.ndarray

    @classmethod
    def of(cls, manifest: dict[str, Any]) -> "ImageSpec":
        """That of a manifest."""
        image = manifest["image"]
        mean, std = (np.asarray(image[name], np.float32).reshape(1, 3, 1, 1) for name in ("mean", "std"))
        return cls(image["size"], image["fit"], image.get("shrink", image["size"]), KERNELS[image["kernel"]], mean, std)

    def open(self, file: bytes) -> np.ndarray | None:
        """A picture upright as uint8 [S,S,3] on white, squeezed into the square or cut out of its middle; None where it cannot be read."""
        try:
            with Image.open(io.BytesIO(file)) as picture:
                upright = ImageOps.exif_transpose(picture)
                if "A" in upright.getbands() or "transparency" in upright.info:
                    rgba = upright.convert("RGBA")
                    upright = Image.new("RGBA", rgba.size, "white")
                    upright.alpha_composite(rgba)
                return np.asarray(self._square(upright.convert("RGB")))
        except (OSError, ValueError, Image.DecompressionBombError):
            return None

    def _square(self, picture: Image.Image) -> Image.Image:
        if self.fit == "fill":
            return picture.resize((self.size, self.size), self.kernel)
        scale = self.shrink / min(picture.size)
        width, height = (max(self.shrink, round(edge * scale)) for edge in picture.size)
        left, top = (width - self.size) // 2, (height - self.size) // 2
        return picture.resize((width, height), self.kernel).crop((left, top, left + self.size, top + self.size))

    def normalize(self, rgb: np.ndarray) -> np.ndarray:
        """uint8 [B,S,S,3] -> float32 [B,3,S,S]."""
        return (rgb.transpose(0, 3, 1, 2).astype(np.float32) - self.mean) / self.std


class Stages:
    """Stages of one side of a pack, from the one at `first` on, each opened once."""

    def __init__(self, folder: Path, side: str, first: int = 0) -> None:
        manifest = json.loads((folder / "manifest.json").read_text("utf8"))
        self._stages: list[tuple[ort.InferenceSession, dict[str, str]]] = [
            (encoders.open_session(folder / stage["file"]), stage.get("rename", {})) for stage in manifest[side]["stages"][first:]
        ]

    def run(self, bag: Bag, wanted: tuple[str, ...]) -> list[np.ndarray]:
        """What the stages make of a bag of named tensors; those that need what is not there (lines of match) are passed over."""
        bag = dict(bag)
        for session, rename in self._stages:
            names = {item.name: rename.get(item.name, item.name) for item in session.get_inputs()}
            if not bag.keys() >= set(names.values()):
                continue
            outputs = [item.name for item in session.get_outputs()]
            for name, value in zip(outputs, session.run(outputs, {name: bag[source] for name, source in names.items()})):
                bag[rename.get(name, name)] = value
        return [bag[name] for name in wanted]


@dataclass(frozen=True)
class PackTexts:
    """Texts as a pack gives them: globals [A,D]; the vectors of their words, as `TokenStates` with a row before and after each text; the
    weight of each of these rows [sum T], 0 for those added; and its token id, -1 for those added."""

    globals: np.ndarray
    words: TokenStates
    weights: np.ndarray
    ids: np.ndarray

    def rarity(self) -> np.ndarray:
        """ln(texts / texts with the token) of each row [sum T]; 0 for those added."""
        owners = np.repeat(np.arange(len(self.words)), np.diff(self.words.offsets))
        pairs = np.unique(np.stack([owners, self.ids], 1)[self.ids >= 0], axis=0)
        found = np.bincount(pairs[:, 1], minlength=1)
        rarity = np.log(len(self.words) / np.maximum(1, found[np.maximum(0, self.ids)]))
        return np.where(self.ids >= 0, rarity, 0.0).astype(np.float32)


class PackRunner:
    """Both sides of a pack from pixels and strings to vectors."""

    def __init__(self, folder: Path) -> None:
        self.manifest = json.loads((folder / "manifest.json").read_text("utf8"))
        self.spec = ImageSpec.of(self.manifest)
        self._image, self._text = Stages(folder, "image"), Stages(folder, "text")
        text = self.manifest["text"]
        self._tokenizer = Tokenizer.from_file(str(folder / text["tokenizer"]))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(text["maxTokens"])

    @property
    def sizes(self) -> tuple[int, int, int]:
        """D, R and d: length of globals, number of regions, length of regions and words."""
        spaces = self.manifest["spaces"]
        return spaces["global"], spaces["grid"][0] * spaces["grid"][1], spaces["region"]

    def pictures(self, rgb: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """uint8 [B,S,S,3] -> globals [B,D] and regions [B,R,d]."""
        one, many = self._image.run({"pixels": self.spec.normalize(rgb)}, ("global", "regions"))
        return one, many

    def texts(self, texts: list[str]) -> PackTexts:
        """Vectors of texts. Of each those positions count as words that have a weight."""
        encoded = self._tokenizer.encode_batch([text.strip() for text in texts])
        order = sorted(range(len(texts)), key=lambda place: len(encoded[place].ids))
        globals_ = np.empty((len(texts), self.sizes[0]), np.float32)
        words, weights, ids = ([np.empty(0)] * len(texts) for _ in range(3))
        for start in range(0, len(order), TEXTS):
            some = order[start : start + TEXTS]
            bag = self._bag([encoded[place] for place in some])
            found, tokens, shares = self._text.run(bag, ("global", "tokens", "token_weights"))
            for row, place in enumerate(some):
                counts = shares[row] > 0
                globals_[place] = found[row]
                words[place] = np.pad(tokens[row][counts], ((1, 1), (0, 0)))
                weights[place] = np.pad(shares[row][counts], 1)
                ids[place] = np.pad(bag["input_ids"][row][counts], 1, constant_values=-1)
        offsets = np.concatenate([[0], np.cumsum([len(rows) for rows in words])])
        return PackTexts(globals_, TokenStates(np.concatenate(words).astype(np.float16), offsets), *map(np.concatenate, (weights, ids)))

    def _bag(self, encoded: list[Any]) -> Bag:
        text = self.manifest["text"]
        longest = max(1, *(len(one.ids) for one in encoded))
        shape = (len(encoded), text["maxTokens"] if text.get("padding") == "max" else longest)
        ids, attention = np.full(shape, text.get("padId", 0), np.int64), np.zeros(shape, np.int64)
        words = np.zeros(shape, np.float32)
        for row, one in enumerate(encoded):
            count = len(one.ids)
            ids[row, :count], attention[row, :count] = one.ids, 1
            words[row, :count] = 1 - np.asarray(one.special_tokens_mask, np.float32)
        return {"input_ids": ids, "attention_mask": attention, "token_type_ids": np.zeros(shape, np.int64), "word_mask": words}
