"""Zero-shot splits as `unseen split` writes them (docs/reference/split-format.md)."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from .data import CaptionedSet, read_names

FORMAT = "unseen-split-1"


def _naming(terms: list[str]) -> re.Pattern[str]:
    """Finds any of the terms as whole words, singular or plural in -s."""
    either = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({either})s?(?!\w)", re.IGNORECASE)


def leaks(document: dict, captions: dict[str, list[str]]) -> list[str]:
    """What in a split's training part names a held-out class, as sentences; empty when nothing does."""
    held_out = [row for row in document["classes"] if not row["seen"]]
    terms = [term for row in held_out for term in (row["name"], *row["terms"])]
    if not terms:
        return []
    naming, found = _naming(terms), []
    for picture in document["pictures"]:
        if picture["part"] not in ("train", "validation"):
            continue
        for caption in captions.get(picture["id"], []):
            found += [f"{picture['id']}: {match[1]!r} in {caption!r}" for match in naming.finditer(caption)]
    return found


def read_split(folder: Path, data: CaptionedSet) -> dict[str, list[str]]:
    """The lists of a split folder by part, checked before anything is trained on them.

    Raises ValueError for another format, a list that differs from its hash, a picture in two parts of training and
    test, or a training caption that names a held-out class.
    """
    document = json.loads((folder / "split.json").read_text("utf8"))
    if document.get("format") != FORMAT:
        raise ValueError(f"{folder}: format {document.get('format')!r}, expected {FORMAT!r}")
    lists = {}
    for name, entry in document["lists"].items():
        path = folder / (name if name.endswith(".txt") else f"{name}.txt")
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            raise ValueError(f"{path}: differs from the hash in split.json")
        lists[path.stem] = read_names(path)
    both = set(lists["train"]) & set(lists["test"])
    if both:
        raise ValueError(f"{folder}: {len(both)} pictures are in training and in test, first: {min(both)}")
    found = leaks(document, dict(zip(data.names, data.captions)))
    if found:
        raise ValueError(f"{folder}: {len(found)} leaks, first: {found[0]}")
    return lists
