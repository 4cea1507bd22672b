"""Items of a collection as `unseen collection export --images` writes them: read, split, and run through a pack's frozen encoders."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from .pack_runner import ImageSpec

BATCH = 16
MOST_CAPTIONS = 5
"""Captions of a picture that are trained on."""
MOST_HELD_OUT = 500
HELD_OUT_SHARE = 1 / 3


@dataclass(frozen=True)
class Captioned:
    """A picture with what is said of it: `sha256` names its content, `row` its features."""

    sha256: str
    captions: list[str]
    row: int


@dataclass
class Collection:
    """What training reads: `views` are what is frozen of pictures, memory-mapped [N,F] float16, as they are and mirrored."""

    items: list[Captioned]
    views: list[np.ndarray]
    passed_over: int
    """Items without picture or caption, or with a picture that cannot be read."""


def read_items(lines: Iterable[str]) -> Iterator[tuple[str, list[str], bytes] | None]:
    """SHA-256, captions and file of every item; None for one that has no picture or no caption."""
    for line in lines:
        if not line.strip():
            continue
        item = json.loads(line)
        picture = item.get("picture") or {}
        captions = [" ".join(caption.split()) for caption in item.get("captions") or [] if caption.strip()]
        if not captions or "data" not in picture:
            yield None
        else:
            yield picture["sha256"], captions, base64.b64decode(picture["data"])


class Frozen(Protocol):
    """What is not trained: from pictures to numbers."""

    spec: ImageSpec

    def encode(self, rgb: np.ndarray) -> np.ndarray:
        """uint8 [B,S,S,3] -> [B,F]."""
        ...


def encode_collection(lines: Iterable[str], frozen: Frozen, work: Path, told: Callable[[int, float], None]) -> Collection:
    """Encode every captioned picture of an export, once as it is and once mirrored; what is frozen of them goes to files in `work`.

    `told` is called with the items read and the seconds it took so far.
    """
    paths = [work / "features.bin", work / "mirrored.bin"]
    items: list[Captioned] = []
    waiting: list[np.ndarray] = []
    read, size = 0, 0
    started = time.monotonic()
    with paths[0].open("wb") as plain, paths[1].open("wb") as mirrored:

        def flush() -> None:
            nonlocal size
            if not waiting:
                return
            rgb = np.stack(waiting)
            for file, pixels in ((plain, rgb), (mirrored, rgb[:, :, ::-1])):
                rows = frozen.encode(pixels)
                size = rows.shape[1]
                file.write(np.ascontiguousarray(rows, np.float16).tobytes())
            waiting.clear()

        for item in read_items(lines):
            read += 1
            pixels = None if item is None else frozen.spec.open(item[2])
            if item is not None and pixels is not None:
                items.append(Captioned(item[0], item[1][:MOST_CAPTIONS], len(items)))
                waiting.append(pixels)
            if len(waiting) == BATCH:
                flush()
                told(read, time.monotonic() - started)
        flush()
    views = [np.memmap(path, np.float16, "r", shape=(len(items), size)) for path in paths] if items else []
    return Collection(items, views, read - len(items))


def split_items(items: list[Captioned]) -> tuple[list[Captioned], list[Captioned]]:
    """What is trained on and what is held out, by the hash of the picture: the same pictures are always on the same side.

    A third is held out, at most 500.
    """
    keys = [hashlib.sha256(f"held out {item.sha256}".encode()).hexdigest() for item in items]
    wanted = min(MOST_HELD_OUT, int(len(items) * HELD_OUT_SHARE))
    last = sorted(keys)[wanted - 1] if wanted > 0 else ""
    train = [item for item, key in zip(items, keys) if key > last]
    held_out = [item for item, key in zip(items, keys) if key <= last]
    return train, held_out
