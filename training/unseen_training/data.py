"""Readers of captioned picture sets and of their splits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class CaptionedSet:
    """Pictures with their captions, in a fixed order.

    `names[i]` is a file name under `images`; `captions[i]` are its captions.
    """

    images: Path
    names: list[str]
    captions: list[list[str]]

    def places(self, names: list[str]) -> np.ndarray:
        """Where the pictures called `names` stand [N]. Raises KeyError for a name that is not here."""
        place = {name: i for i, name in enumerate(self.names)}
        missing = [name for name in names if name not in place]
        if missing:
            raise KeyError(f"{len(missing)} pictures of the split are not in the set, first: {missing[0]}")
        return np.asarray([place[name] for name in names], np.int64)

    def subset(self, names: list[str]) -> "CaptionedSet":
        """The pictures called `names`, in that order. Raises KeyError for a name that is not here."""
        return CaptionedSet(self.images, list(names), [self.captions[place] for place in self.places(names)])


def read_token_file(text: str) -> dict[str, list[str]]:
    """Parse Flickr8k/30k token lines: `name.jpg#0<TAB>caption`.

    Returns captions by picture in file order. Raises ValueError for a line of another shape.
    """
    captions: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        key, tab, caption = line.partition("\t")
        name, mark, index = key.rpartition("#")
        if not tab or not mark or not index.isdigit():
            raise ValueError(f"line {number}: expected 'name#index<TAB>caption'")
        captions.setdefault(name, []).append(caption.strip())
    return captions


def read_names(path: Path) -> list[str]:
    """File names of a split, one a line."""
    return [line.strip() for line in path.read_text("utf8").splitlines() if line.strip()]


def load_flickr8k(folder: Path) -> CaptionedSet:
    """The pictures of `folder/images` that `folder/captions.token.txt` describes, sorted by name.

    A caption whose picture is absent is left out (the public set names one such picture).
    """
    images = folder / "images"
    present = {path.name for path in images.iterdir()}
    captions = read_token_file((folder / "captions.token.txt").read_text("utf8"))
    names = sorted(name for name in captions if name in present)
    return CaptionedSet(images, names, [captions[name] for name in names])


def load_split(folder: Path, split: str) -> CaptionedSet:
    """The official split `split` (`train` or `dev`) of Flickr8k in `folder`, in the split file's order."""
    return load_flickr8k(folder).subset(read_names(folder / f"{split}.txt"))
