"""What the recipe keeps on disk: exported encoders, features of splits, trained heads."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import torch

from . import encoders, features
from .catalogues import read_catalogue
from .config import Recipe
from .data import CaptionedSet, load_flickr8k, load_split
from .feature_set import FeatureSet, View
from .int8_encoder import calibration_pixels, quantize_encoder
from .match_texts import vocabulary
from .model import Heads
from .plain import PlainDomain
from .taps import CONTEXT, context_size


def image_encoder(cache: Path, recipe: Recipe, data: Path | None = None) -> Path:
    """The recipe's image encoder in the cache folder, made on first use; an int8 one from some training pictures.

    Raises FileNotFoundError when it is not there and no `data` is given.
    """
    kind = "int8" if recipe.int8_encoder else "float"
    path = cache / f"image-encoder-{'-'.join(recipe.backbones)}-{kind}.onnx"
    if path.exists():
        return path
    if data is None:
        raise FileNotFoundError(f"{path}: train heads with this cache folder first")
    cache.mkdir(parents=True, exist_ok=True)
    floating, partial = path.with_suffix(".floating"), path.with_suffix(".partial")
    encoders.export_image_encoder(floating, recipe.backbones)
    if recipe.int8_encoder:
        quantize_encoder(floating, partial, calibration_pixels(load_split(data, "train")))
        floating.unlink()
    else:
        partial = floating
    partial.rename(path)
    return path


def load_features(folder: Path, names: list[str], cache: Path, recipe: Recipe, flip: bool) -> FeatureSet:
    """Features of the pictures called `names` of Flickr8k in `folder`.

    The whole set is encoded once and kept in the cache, so that every split of it reads the same files.
    Raises ValueError when pictures have different numbers of captions, KeyError for a name that is not in the set.
    """
    data = load_flickr8k(folder)
    return features_of(data, data.places(names), image_encoder(cache, recipe, folder), cache, flip)


def features_of(data: CaptionedSet, places: np.ndarray, encoder: Path, cache: Path, flip: bool, context: bool = True) -> FeatureSet:
    """Features of the pictures at `places` of a set, with their context where the encoder has it and it is wanted; the whole set is encoded
    once and kept in the cache.

    Raises ValueError when pictures have different numbers of captions.
    """
    counts = {len(captions) for captions in data.captions}
    if len(counts) != 1:
        raise ValueError(f"the pictures have different numbers of captions: {sorted(counts)}")
    (captions,) = counts
    flips = (False, True)[: 1 + flip]
    views = [View(features.cached_pictures(data, encoder, cache, flipped), places) for flipped in flips]
    contexts = None
    if context and context_size(encoder) > 0:
        contexts = [features.cached_pictures(data, encoder, cache, flipped, CONTEXT)[places] for flipped in flips]
    every = [caption for some in data.captions for caption in some]
    states = features.cached_texts(every, cache)
    texts = (places[:, None] * captions + np.arange(captions)).ravel()
    said = [every[text].lower() for text in texts]
    rarity = features.token_rarity([every[text] for text in texts], encoders.pack_tokenizer_json())
    return FeatureSet(views, states.select(texts), captions, rarity, np.unique(said, return_inverse=True)[1], contexts)


def load_plain(folder: Path, domain: PlainDomain, cache: Path, encoder: Path) -> FeatureSet:
    """Features of what a recipe of `plain` trains on of the catalogue in `folder`, by the image encoder of a pack."""
    catalogue = read_catalogue(folder)
    train, _, _ = catalogue.parts(domain["held_out"], frozenset(domain["without"]), domain["after"])
    return features_of(catalogue.data, train, encoder, cache, domain["flip"])


def load_words(folder: Path, names: list[str], cache: Path) -> np.ndarray:
    """Mean states [V,H] of the words and short phrases of the captions of the pictures called `names`."""
    data = load_flickr8k(folder).subset(names)
    return features.cached_texts(vocabulary([caption for some in data.captions for caption in some]), cache).means()


def save_heads(heads: Heads, path: Path) -> None:
    """Keep trained heads with the recipe that made them; a stop in between leaves no half file under `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save({"recipe": dataclasses.asdict(heads.recipe), "state": heads.state_dict()}, partial)
    partial.rename(path)


def load_heads(path: Path) -> Heads:
    """Heads written by `save_heads`, in evaluation mode."""
    stored = torch.load(path)
    heads = Heads(Recipe(**stored["recipe"]))
    heads.load_state_dict(stored["state"])
    return heads.eval()
