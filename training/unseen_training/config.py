"""One experiment as a TOML file: what is trained and how."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LEVELS = ("word", "sentence")


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a training run but the data and the seed."""

    name: str
    version: str
    backbones: list[str]
    """The image encoder: EfficientNet-Lite variants whose last feature maps lie side by side."""
    int8_encoder: bool
    """Run the image encoder in int8 instead of float."""
    global_dim: int
    """D: dimensions of the global space."""
    region_dim: int
    """d: dimensions of the region space."""
    fusion_rank: int
    """Rank of the bilinear fusion that guides the attention."""
    image_dropout: float
    text_dropout: float
    flip: bool
    """Also train on pictures mirrored left to right."""
    batch: int
    """Pictures a step; all their captions take part."""
    captions_per_picture: int
    """Captions of each picture, drawn anew each step, that the regional scorers are trained on."""
    regional_batch: int
    """Pictures among which the regional scorers discriminate: the batch is cut into groups of this size."""
    region_share: float
    """Share of a picture's regions, drawn anew each step, that the regional scorers see in training."""
    cluster: int
    """Batches are made of clusters of this many pictures that the first stage confuses (1: at random)."""
    imfa_level: str
    """`word`: every word attends; `sentence`: the whole text attends once."""
    detach_global: bool
    """Train the global vectors by the INN loss alone; the regional losses then learn what to add to it."""
    rarity_share: float
    """Where word weights start: a word counts as its rarity in the training captions to the power of this."""
    rarity_added: float
    """The same once more after training, which lets articles count more than they mean."""
    sharpened: float
    """IMFA's attention is made this many times as sharp after training."""
    fusion_share: float
    """How much of the fusion's shift is kept after training: it knows the training pictures too well."""
    imfa_share: float
    self_share: float
    """How much of the regional scorers' learned factors is kept: training weighs what they say of pictures it knows."""
    imfa_returned: float
    self_returned: float
    """The factor of what the regions say of the words (`Agreement`), once the scorers are trained."""
    hub_texts: float
    hub_pictures: float
    """How much of the hubness of texts and of pictures is taken from a score."""
    hub_sample: int
    """Pictures and captions of the training set that hubness is measured against."""
    word_dropout: float
    """Share of words left out of the regional score in training."""
    epochs: int
    learning_rate: float
    weight_decay: float
    warm_up: float
    """Share of the steps in which the learning rate rises; it then falls as a cosine."""
    inn_weight: float
    imfa_weight: float
    self_weight: float
    """Weights of the losses; a weight of 0 leaves that scorer untrained."""
    alone_share: float
    """Share of a regional scorer's loss in which its regional term must rank alone, without the global score."""


def read_values(path: Path, kind: type) -> dict[str, Any]:
    """The values of a recipe, by the fields of its dataclass `kind`. Raises ValueError when a key is missing or unknown."""
    values = tomllib.loads(path.read_text("utf8"))
    expected = {field.name for field in dataclasses.fields(kind)}
    if values.keys() != expected:
        raise ValueError(f"{path}: missing or unknown keys: {', '.join(sorted(expected ^ values.keys()))}")
    return values


def read_recipe(path: Path) -> Recipe:
    """Parse a recipe. Raises ValueError when a key is missing or unknown."""
    values = read_values(path, Recipe)
    if values["imfa_level"] not in LEVELS:
        raise ValueError(f"{path}: imfa_level is one of {', '.join(LEVELS)}")
    return Recipe(**values)
