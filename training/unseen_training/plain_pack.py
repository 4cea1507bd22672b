"""Putting a pack together whose heads know a second kind of picture: what is new, and what is the base's."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from . import golden
from .export import export_image_head, export_text_head
from .pack import PackIdentity, write_manifest
from .plain import PlainHeads
from .plain_scorers import SCORERS
from .text_graph import write_text_encoder

def write_plain_pack(heads: PlainHeads, base: Path, folder: Path) -> None:
    """Write every file of the pack but its image encoder, which is there, and its match head. The text encoder is that of the pack in `base`; so are
    its scorers, until they know the second kind."""
    folder.mkdir(parents=True, exist_ok=True)
    if base != folder:
        shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    write_text_encoder(base / "text-encoder.onnx", folder / "text-encoder.onnx")
    old = json.loads((base / "manifest.json").read_text("utf8"))
    spaces = old["spaces"]
    if base != folder:
        for name in SCORERS:
            shutil.copyfile(base / f"{name}.onnx", folder / f"{name}.onnx")
    scorers = json.loads((base / "golden.json").read_text("utf8"))["scorers"]
    export_image_head(heads.image, folder / "image-head.onnx")
    export_text_head(heads.text, folder / "text-head.onnx")
    recipe = heads.recipe
    vectors = {**golden.encoder_vectors(heads.image, heads.text, folder, f"{recipe.name}@{recipe.version}"), "scorers": scorers}
    (folder / "golden.json").write_text(json.dumps(vectors, separators=(",", ":"), ensure_ascii=False) + "\n", "utf8")
    description = (
        "int8 EfficientNet-Lite0 and EfficientNet-Lite2 and int8 all-MiniLM-L6-v2, frozen, with an inner-product space and word-level "
        "inter-modality fusion attention trained on the captions of Flickr8k, and what that space takes to find "
        f"{', '.join(recipe.domains)} as well."
    )
    source = old["files"]["image-encoder.onnx"]["source"]
    write_manifest(folder, PackIdentity(recipe.name, recipe.version, description, source, spaces["global"], spaces["region"]))
