"""Scores of texts against pictures by the training side alone: its preprocessing, tokenizer, quantization and runtime.

A service that runs the same pack must give the same order: `npm run bench -- served-scores` compares the two.
"""

from __future__ import annotations

import argparse
import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from . import encoders, verify
from .data import load_split
from .quantize import quantize

PICTURE_BATCH = 16
PAIRS = 50


class QuickPack(verify.Pack):
    """A pack whose graphs are opened once."""

    @lru_cache(maxsize=None)
    def _session(self, file: str):
        return encoders.open_session(self.folder / file)

    def run_stages(self, modality: str, bag: verify.Bag) -> verify.Bag:
        for stage in self.manifest[modality]["stages"]:
            rename = stage.get("rename", {})
            session = self._session(stage["file"])
            names = [output.name for output in session.get_outputs()]
            feeds = {item.name: bag[rename.get(item.name, item.name)] for item in session.get_inputs()}
            for name, value in zip(names, session.run(names, feeds)):
                bag[rename.get(name, name)] = value
        return bag

    def scores(self, scorer: str, inputs: verify.Bag) -> np.ndarray:
        """scores [N] of one scorer."""
        session = self._session(self.manifest["scorers"][scorer]["file"])
        feeds = {item.name: inputs[item.name] for item in session.get_inputs()}
        return session.run(["scores"], feeds)[0]


def score_matrix(pack: QuickPack, pictures: list[Path], texts: list[str], scorer: str) -> np.ndarray:
    """float32 [texts,pictures] of `imfa` or `self`, regions quantized as a store keeps them."""
    image_global, rows, scales = [], [], []
    for start in range(0, len(pictures), PICTURE_BATCH):
        rgb = np.stack([encoders.load_pixels(path) for path in pictures[start : start + PICTURE_BATCH]])
        bag = pack.run_stages("image", {"pixels": encoders.normalize_pixels(rgb)})
        image_global.append(bag["global"])
        quantized, scale = quantize(bag["regions"])
        rows.append(quantized)
        scales.append(scale)
    gallery = {
        "image_global": np.concatenate(image_global),
        "regions": np.concatenate(rows),
        "region_scale": np.concatenate(scales),
    }
    tokenizer = encoders.open_tokenizer((pack.folder / pack.manifest["text"]["tokenizer"]).read_text("utf8"))
    out = np.empty((len(texts), len(pictures)), np.float32)
    for i, text in enumerate(texts):
        ids = np.asarray([tokenizer.encode(text).ids], np.int64)
        bag = pack.run_stages("text", verify.text_bag(ids))
        side = {"text_global": bag["global"], "tokens": bag["tokens"], "token_weights": bag["token_weights"]}
        for start in range(0, len(pictures), PAIRS):
            part = {name: array[start : start + PAIRS] for name, array in gallery.items()}
            out[i, start : start + PAIRS] = pack.scores(scorer, {**side, **part})
    return out


def main(arguments: list[str] | None = None) -> None:
    """Write `offline.json` (pictures, queries) and `offline.f32` (queries x pictures, little endian)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--scorer", choices=["imfa", "self"], default="imfa")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    data = load_split(options.data, options.split)
    captions = [text for own in data.captions for text in own]
    texts = captions[:: max(1, len(captions) // options.queries)][: options.queries]
    pack = QuickPack(options.pack)
    scores = score_matrix(pack, [data.images / name for name in data.names], texts, options.scorer)
    options.out.mkdir(parents=True, exist_ok=True)
    about = {"pack": f"{pack.manifest['name']}@{pack.manifest['version']}", "scorer": options.scorer}
    about |= {"pictures": data.names, "queries": texts}
    (options.out / "offline.json").write_text(json.dumps(about), "utf8")
    scores.astype("<f4").tofile(options.out / "offline.f32")


if __name__ == "__main__":
    main()
