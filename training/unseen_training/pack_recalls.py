"""How well a pack finds held-out pictures by their captions and the other way round: its own graphs, as a search runs them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from . import encoders
from .collection import Captioned
from .features import TokenStates, encode_texts, of_one_length
from .metrics import CUTS
from .pack_runner import Bag, Stages
from .quantize import quantize
from .taps import CONTEXT

CHUNK = 64
TOP = 100
"""Candidates of the first stage that IMFA orders anew."""

Figures = dict[str, dict[str, float]]


class HeldOut:
    """Held-out pictures with their captions: every caption that differs is one query; any picture that has it is right."""

    def __init__(self, items: list[Captioned]) -> None:
        self.items = items
        self.captions = list(dict.fromkeys(caption for item in items for caption in item.captions))
        places = {caption: place for place, caption in enumerate(self.captions)}
        self.right = np.zeros((len(self.captions), len(items)), bool)
        for picture, item in enumerate(items):
            self.right[[places[caption] for caption in item.captions], picture] = True

    def first(self, side: str) -> int:
        """The first stage of a side (`image`, `text`) that is still to be run on what there is of the pictures and captions."""
        raise NotImplementedError

    def pictures(self, rows: list[int]) -> Bag:
        """What is there of pictures, named as the stages read it; `rows` are those of `Captioned`."""
        raise NotImplementedError

    def text(self, place: int) -> Bag:
        """What is there of one caption."""
        raise NotImplementedError


def text_bag(states: TokenStates, place: int) -> Bag:
    """Token states of one text, as text heads read them."""
    start, end = states.offsets[place], states.offsets[place + 1]
    length = int(end - start)
    words = np.ones((1, length), np.float32)
    words[:, [0, -1]] = 0
    return {
        "states": states.states[start:end].astype(np.float32)[None],
        "attention_mask": np.ones((1, length), np.int64),
        "word_mask": words,
    }


class HeldOutFeatures(HeldOut):
    """Held-out pictures as features [N,R,C], with the context [N,E] of each where the encoder has it, and captions as token states: encoders
    have run, heads have not."""

    def __init__(self, items: list[Captioned], features: np.ndarray, pack: Path, contexts: np.ndarray | None = None) -> None:
        super().__init__(items)
        self.features, self.contexts = features, contexts
        self.states: TokenStates = encode_texts(self.captions, (pack / "tokenizer.json").read_text("utf8"), pack / "text-encoder.onnx")

    def first(self, side: str) -> int:
        return 1

    def pictures(self, rows: list[int]) -> Bag:
        maps = self.features[rows].astype(np.float32).transpose(0, 2, 1)
        bag = {"features": maps.reshape(*maps.shape[:2], *encoders.GRID)}
        if self.contexts is not None:
            bag[CONTEXT] = self.contexts[rows].astype(np.float32)
        return bag

    def text(self, place: int) -> Bag:
        return text_bag(self.states, place)


def _pictures(pack: Path, held_out: HeldOut) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Globals [N,D], regions as they are stored: int8 rows [N,R,d] and scales [N,R]."""
    stages = Stages(pack, "image", held_out.first("image"))
    globals_, regions = [], []
    for start in range(0, len(held_out.items), CHUNK):
        bag = held_out.pictures([item.row for item in held_out.items[start : start + CHUNK]])
        one, many = stages.run(bag, ("global", "regions"))
        globals_.append(one)
        regions.append(many)
    rows, scales = quantize(np.concatenate(regions))
    return np.concatenate(globals_), rows, scales


def _texts(stages: Stages, bags: Iterable[Bag]) -> list[Bag]:
    """`text_global` [1,D], `tokens` [1,T,d] and `token_weights` [1,T] of each text."""
    return [dict(zip(("text_global", "tokens", "token_weights"), stages.run(bag, ("global", "tokens", "token_weights")))) for bag in bags]


def _captions(pack: Path, held_out: HeldOut) -> list[Bag]:
    return _texts(Stages(pack, "text", held_out.first("text")), map(held_out.text, range(len(held_out.captions))))


def picture_globals(pack: Path, held_out: HeldOut) -> np.ndarray:
    """Globals [N,D] of the held-out pictures."""
    return _pictures(pack, held_out)[0]


def text_globals(pack: Path, states: TokenStates) -> np.ndarray:
    """Globals [A,D] of texts whose token states are there, by a pack of the recipe of `lite`."""
    head = encoders.open_session(pack / "text-head.onnx")
    parts = [(rows, head.run(["global"], feeds)[0]) for rows, feeds in of_one_length(states)]
    return np.concatenate([found for _, found in parts])[np.argsort(np.concatenate([rows for rows, _ in parts]))]


def plain_recalls(pack: Path, held_out: HeldOut) -> Figures:
    """R@1, R@5 and R@10 in percent by inner product alone."""
    texts = np.concatenate([text["text_global"] for text in _captions(pack, held_out)])
    inner = texts @ picture_globals(pack, held_out).T
    return {
        "textToImage": _percent(_first_right(inner, inner, held_out.right)),
        "imageToText": _percent(_first_right(inner.T, inner.T, held_out.right.T)),
    }


def _percent(ranks: np.ndarray) -> dict[str, float]:
    return {f"R@{cut}": round(100.0 * float((ranks < cut).mean()), 1) for cut in CUTS}


def pack_recalls(pack: Path, held_out: HeldOut, told: Callable[[float], None]) -> Figures:
    """R@1, R@5 and R@10 in percent, `textToImage` and `imageToText`: the 100 best by inner product, ordered by IMFA.

    `told` is called with the share that is done. Raises ValueError where a score is not a number.
    """
    image_global, rows, scales = _pictures(pack, held_out)
    texts = _captions(pack, held_out)
    inner = np.concatenate([text["text_global"] for text in texts]) @ image_global.T
    manifest = json.loads((pack / "manifest.json").read_text("utf8"))
    session = encoders.open_session(pack / manifest["scorers"]["imfa"]["file"])
    inputs = {item.name for item in session.get_inputs()}
    by_picture = np.argsort(-inner, axis=0)[:TOP]
    wanted = np.zeros(inner.shape, bool)
    np.put_along_axis(wanted, np.argsort(-inner, axis=1)[:, :TOP], True, 1)
    np.put_along_axis(wanted, by_picture, True, 0)
    scored = np.full(inner.shape, -np.inf, np.float32)
    for place, text in enumerate(texts):
        which = np.flatnonzero(wanted[place])
        pictures = {"image_global": image_global[which], "regions": rows[which], "region_scale": scales[which]}
        feeds = {name: value for name, value in {**text, **pictures}.items() if name in inputs}
        (scored[place, which],) = session.run(["scores"], feeds)
        told((place + 1) / len(texts))
    if np.isnan(scored).any():
        raise ValueError("scores hold NaN")
    return {
        "textToImage": _percent(_first_right(inner, scored, held_out.right)),
        "imageToText": _percent(_first_right(inner.T, scored.T, held_out.right.T)),
    }


def _first_right(inner: np.ndarray, scored: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The rank, from 0, of the first right answer to each query; beyond the re-scored ones, the inner product orders."""
    ranks = np.empty(len(inner), np.int64)
    for query in range(len(inner)):
        best = np.argsort(-inner[query])
        head = best[:TOP]
        order = np.concatenate([head[np.argsort(-scored[query, head])], best[TOP:]])
        ranks[query] = np.flatnonzero(right[query, order])[0]
    return ranks


def mean_recall(figures: Figures) -> float:
    """The mean of the six recalls: what one pack is held against another by."""
    return float(np.mean([value for way in figures.values() for value in way.values()]))
