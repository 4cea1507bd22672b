"""Pictures of products and drawings as captioned pictures: what their makers say of them, and other wordings of it.

Every picture gets `WORDINGS` texts, as many as a photograph of Flickr8k has captions: the title first, then what people type
who do not know it (the type, the color and the type, a template), and the title with words left out, so that no brand or number
carries it alone.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .data import CaptionedSet

WORDINGS = 5
LEFT_OUT = 0.4
"""Share of a title's words that the last wording leaves out."""
FOR_WHOM = {"Men": "men", "Women": "women", "Boys": "boys", "Girls": "girls"}

Row = dict[str, str]


@dataclass(frozen=True)
class Catalogue:
    """A captioned set whose pictures have a `key` (pictures of one key show the same thing, as far as words tell) and a `group`
    (a type, a part of the sample)."""

    data: CaptionedSet
    keys: list[str]
    groups: list[str]
    facts: int
    """How many of a picture's texts, from the first on, say nothing but what it shows; tags need not."""

    def parts(
        self, held_out: int, without: frozenset[str] = frozenset(), after: int = 0
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Places of pictures to train on, of pictures to measure with, one of each of `held_out` keys, and of those of the groups
        `without`.

        Nothing with the key of a held-out picture is trained on. Which keys those are is always the same: the first in an order at random
        or, so that others are measured with than settings were chosen on, those that come `after` so many.
        """
        places: dict[str, list[int]] = {}
        for place, (key, group) in enumerate(zip(self.keys, self.groups)):
            if group not in without:
                places.setdefault(key, []).append(place)
        order = sorted(places)
        random.Random(1).shuffle(order)
        taken = order[after : after + held_out]
        train = sorted(place for key in order[:after] + order[after + held_out :] for place in places[key])
        outside = [place for place, group in enumerate(self.groups) if group in without]
        return np.asarray(train, np.int64), np.asarray([places[key][0] for key in taken], np.int64), np.asarray(outside, np.int64)


def read_catalogue(folder: Path) -> Catalogue:
    """The catalogue in a folder: `products.csv`, or the sample collection's `sample.jsonl`.

    Raises FileNotFoundError when there is neither.
    """
    return read_drawings(folder) if (folder / "sample.jsonl").exists() else read_products(folder)


def without_words(draw: random.Random, text: str, share: float = LEFT_OUT) -> str:
    """A text with about `share` of its words left out, but never all."""
    words = text.split()
    kept = [word for word in words if draw.random() >= share]
    return " ".join(kept) if kept else draw.choice(words)


def clothes_wordings(row: Row, draw: random.Random) -> list[str]:
    """Wordings of a row with `attributes`: for whom, color, type and use, such as "Men Blue Shirts Casual"."""
    kind = row["type"].lower()
    before, _, use = row["attributes"].partition(row["type"])
    who, _, color = before.strip().partition(" ")
    whom = f"for {FOR_WHOM[who]}" if who in FOR_WHOM else ""
    templates = (
        f"{color} {kind}",
        f"{who}'s {color} {kind}" if whom else f"{color} {kind}",
        f"a photo of {color} {kind} {whom}",
        f"{use} {kind} {whom}",
        f"{color} {use} {kind}",
        f"{kind}, {color}",
    )
    return [
        row["caption"],
        row["attributes"],
        draw.choice((kind, kind, f"a photo of {kind}", row["category"].lower())),
        " ".join(draw.choice(templates).lower().split()),
        without_words(draw, row["caption"]),
    ]


def furniture_wordings(row: Row, draw: random.Random) -> list[str]:
    """Wordings of a row with a title of type and color, such as "Bunk bed frame, pine"."""
    title = row["caption"].strip().rstrip(",")
    kind, _, said = (part.strip() for part in title.partition(","))
    color = row["colour"] or said
    templates = (f"{color} {kind}", f"a photo of a {color} {kind}", f"{kind} in {color}" if color else kind)
    return [
        title,
        draw.choice((kind, kind, f"a {kind}")).lower(),
        " ".join(draw.choice(templates).lower().split()),
        without_words(draw, title.lower()),
        f"{title} {row['name']}" if draw.random() < 0.3 else title.lower(),
    ]


def read_products(folder: Path) -> Catalogue:
    """`folder/products.csv` with `image`, `caption` and either `attributes`, `type` and `category`, or `colour` and `name`.

    Raises KeyError when a column is missing.
    """
    with (folder / "products.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    words: Callable[[Row, random.Random], list[str]] = clothes_wordings if "attributes" in rows[0] else furniture_wordings
    draw = random.Random(7)
    data = CaptionedSet(folder, [row["image"] for row in rows], [words(row, draw) for row in rows])
    return Catalogue(data, [row["caption"] for row in rows], [row.get("type", "") for row in rows], WORDINGS)


def read_drawings(folder: Path) -> Catalogue:
    """`folder/sample.jsonl`, the sample collection as the platform writes it: label, tags and subgroup of each drawing."""
    rows = [json.loads(line) for line in (folder / "sample.jsonl").read_text("utf8").splitlines()]
    draw = random.Random(7)

    def words(label: str, tags: list[str]) -> list[str]:
        other = [tag for tag in tags if tag not in label.split()] or [label]
        return [
            label,
            f"{draw.choice(('a', 'a drawing of a', 'an icon of a', 'a picture of'))} {label}",
            draw.choice(other),
            " ".join([*draw.sample(other, min(2, len(other))), label]),
            f"{without_words(draw, label)} {draw.choice(other)}",
        ]

    captions = [words(row["caption"], row["metadata"]["tags"]) for row in rows]
    data = CaptionedSet(folder, [row["image"] for row in rows], captions)
    return Catalogue(data, [row["caption"] for row in rows], [row["metadata"]["subgroup"] for row in rows], 2)
