"""Frozen features of pictures and captions, computed once and kept in a cache folder outside the repository.

The features come out of the same ONNX files that the pack ships, run by the same runtime, so that what the heads
learn from is what they meet when they serve.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import encoders
from .data import CaptionedSet

BATCH = 16


@dataclass(frozen=True)
class TokenStates:
    """Token states of many texts, packed end to end.

    `states` float16 [sum T,384]; text `i` owns rows `offsets[i]` to `offsets[i + 1]`, [CLS] first and [SEP] last.
    """

    states: np.ndarray
    offsets: np.ndarray

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def select(self, which: np.ndarray) -> "TokenStates":
        """The texts at places `which`, in that order."""
        counts = np.diff(self.offsets)[which]
        ends = np.concatenate([[0], np.cumsum(counts)])
        rows = np.arange(ends[-1]) + np.repeat(self.offsets[which] - ends[:-1], counts)
        return TokenStates(self.states[rows], ends)

    def means(self) -> np.ndarray:
        """Mean over all positions of each text, special ones included: float32 [N,384]."""
        sums = np.add.reduceat(self.states, self.offsets[:-1], axis=0, dtype=np.float32)
        return sums / np.diff(self.offsets)[:, None].astype(np.float32)

    def words(self, which: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """States of the words of texts `which`, end to end, float32 [W,384], and each word's place in `which` [W].

        Words are all positions but [CLS] and [SEP].
        """
        counts = self.offsets[which + 1] - self.offsets[which] - 2
        owners = np.repeat(np.arange(len(which)), counts)
        before = np.cumsum(counts) - counts
        rows = np.arange(len(owners)) - before[owners] + self.offsets[which][owners] + 1
        return self.states[rows].astype(np.float32), owners


def token_masks(lengths: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """attention_mask int64 [B,T] (all real positions) and word_mask float32 [B,T] (those but [CLS] and [SEP])."""
    place = np.arange(width)[None, :]
    attention = place < lengths[:, None]
    words = (place > 0) & (place < lengths[:, None] - 1)
    return attention.astype(np.int64), words.astype(np.float32)


def of_one_length(states: TokenStates, most: int = 128) -> Iterator[tuple[np.ndarray, dict[str, np.ndarray]]]:
    """Texts by their number of tokens, so that nothing is padded: their places [B], at most so many at once, and what text heads read of them."""
    lengths = np.diff(states.offsets)
    for length in np.unique(lengths):
        same = np.flatnonzero(lengths == length)
        for start in range(0, len(same), most):
            rows = same[start : start + most]
            block = np.stack([states.states[states.offsets[row] : states.offsets[row + 1]] for row in rows]).astype(np.float32)
            attention, words = token_masks(np.full(len(rows), length), int(length))
            yield rows, {"states": block, "attention_mask": attention, "word_mask": words}


def encode_pictures(paths: list[Path], encoder: Path, flip: bool = False, output: str = "features") -> np.ndarray:
    """Features float16 [N,49,C] of picture files, or another output of the encoder [N,E]; `flip` mirrors each left to right first."""
    session = encoders.open_session(encoder)
    parts = []
    for start in range(0, len(paths), BATCH):
        rgb = np.stack([encoders.load_pixels(path) for path in paths[start : start + BATCH]])
        if flip:
            rgb = rgb[:, :, ::-1]
        (found,) = session.run([output], {"pixels": encoders.normalize_pixels(rgb)})
        parts.append(as_rows(found).astype(np.float16) if found.ndim == 4 else found)
    return np.concatenate(parts)


def as_rows(maps: np.ndarray) -> np.ndarray:
    """Maps [B,C,rows,cols] -> rows [B,R,C]."""
    return maps.reshape(*maps.shape[:2], -1).transpose(0, 2, 1)


def encode_texts(texts: list[str], tokenizer_document: str, encoder: Path | None = None) -> TokenStates:
    """Token states of texts, batched by equal length so that nothing is padded."""
    tokenizer = encoders.open_tokenizer(tokenizer_document)
    ids = [np.asarray(encoding.ids, np.int64) for encoding in tokenizer.encode_batch(texts)]
    lengths = np.asarray([len(row) for row in ids])
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    out = np.empty((int(offsets[-1]), encoders.STATES), np.float16)
    session = encoders.open_session(encoder or encoders.text_encoder_path())
    for length in np.unique(lengths):
        same = np.flatnonzero(lengths == length)
        for start in range(0, len(same), 4 * BATCH):
            rows = same[start : start + 4 * BATCH]
            batch = np.stack([ids[row] for row in rows])
            feeds = {
                "input_ids": batch,
                "attention_mask": np.ones_like(batch),
                "token_type_ids": np.zeros_like(batch),
            }
            (states,) = session.run(["last_hidden_state"], feeds)
            for row, state in zip(rows, states):
                out[offsets[row] : offsets[row + 1]] = state
    return TokenStates(out, offsets)


def token_rarity(texts: list[str], tokenizer_document: str) -> np.ndarray:
    """ln(texts / texts with the token) of every token of `texts`, end to end like their states: float32 [sum T]."""
    ids = [encoding.ids for encoding in encoders.open_tokenizer(tokenizer_document).encode_batch(texts)]
    found = np.bincount([token for row in ids for token in set(row)])
    return np.log(len(texts) / found[np.concatenate(ids)]).astype(np.float32)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def cached_pictures(data: CaptionedSet, encoder: Path, cache: Path, flip: bool = False, output: str = "features") -> np.ndarray:
    """`encode_pictures` of a set, memory-mapped from `cache`; keyed by the names and the encoder's bytes."""
    encoder_digest = hashlib.sha256(encoder.read_bytes()).hexdigest()
    kind = "pictures" if output == "features" else output
    path = cache / f"{kind}-{_digest(*data.names, encoder_digest, str(flip))}.npy"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial.npy")
        np.save(partial, encode_pictures([data.images / name for name in data.names], encoder, flip, output))
        partial.rename(path)
    return np.load(path, mmap_mode="r")


def cached_texts(texts: list[str], cache: Path) -> TokenStates:
    """`encode_texts`, kept in `cache`; keyed by the texts, the tokenizer and the encoder's bytes."""
    document = encoders.pack_tokenizer_json()
    encoder_digest = hashlib.sha256(encoders.text_encoder_path().read_bytes()).hexdigest()
    path = cache / f"texts-{_digest(json.dumps(texts), document, encoder_digest)}.npz"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        encoded = encode_texts(texts, document)
        partial = path.with_suffix(".partial.npz")
        np.savez(partial, states=encoded.states, offsets=encoded.offsets)
        partial.rename(path)
    with np.load(path) as stored:
        return TokenStates(stored["states"], stored["offsets"])
