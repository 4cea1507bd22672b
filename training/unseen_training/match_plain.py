"""Lines of texts that look as if they were said of products or drawings, beside those that a pack has for all others."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from .match_fit import LEAST_SHOWN, SURE, Pairs, PackEncoder, Texts, learn, set_column
from .match_head import LYING, MatchHead
from .match_train import Material, Source, caption_pairs, encode_material, fit_understood, picture_pairs

SURELY = 0.3
"""From which likeness on a word is learned from."""
HELD = ("pictures", "pictures_scale", "captions", "captions_scale", "continues", "common", "mean", "std", "by_features", "base")


def _constants(path: Path) -> dict[str, torch.Tensor]:
    return {item.name: torch.from_numpy(numpy_helper.to_array(item).copy()) for item in onnx.load(str(path)).graph.initializer}


def base_head(base: Path, pack: Path) -> MatchHead:
    """The match head of the pack in `base`, with the classifier of kinds that the pack in `pack` has for its texts."""
    held, text = _constants(base / "match-head.onnx"), _constants(pack / "text-head.onnx")
    document = json.loads((base / "tokenizer.json").read_text("utf8"))["model"]
    head = MatchHead(held["pictures"].shape[1], held["captions"].shape[1], len(held["pictures"]), len(held["captions"]), len(held["continues"]))
    for name in HELD:
        getattr(head, name).copy_(held[name])
    head.unknown_id = document["vocab"][document["unk_token"]]
    head.kind.copy_(text["to_global.kind.weight"].float().squeeze(0))
    head.kind_bias.copy_(text["to_global.kind.bias"].float().squeeze())
    return head


def gather_plain(encoder: PackEncoder, base: Path, sources: list[Source]) -> Material:
    """Encodes everything that lines of the second kind are learned from; the background is that of the base."""
    return encode_material(encoder, base_head(base, encoder.pack), sources)


def fit_plain(m: Material) -> None:
    """Learns the second kind's columns from all pictures that no head was trained on, photographs as well: what is said of products alone
    must not fit them. The base's columns stay as they are."""
    head, words = m.head, np.flatnonzero(kinds_of(m.head, m.word_texts) > SURELY)
    words = words[np.any([(some.said[words] >= SURE).sum(1) >= LEAST_SHOWN for some in m.shown], 0)]
    new = MatchHead(head.pictures.shape[1], head.captions.shape[1], len(head.pictures), len(head.captions), len(head.continues))
    spread = np.concatenate([m.word_texts.features[words], *(some.texts.features[::5] for some in m.shown[1:])])
    new.mean[:LYING] = torch.from_numpy(spread.mean(0)[:LYING])
    new.std[:LYING] = torch.from_numpy(np.maximum(spread.std(0), 1e-2)[:LYING])
    found = lying(m, new)
    for regional, names in ((True, ("picture_bias", "picture_global", "picture_region")), (False, ("alone_bias", "alone_global"))):
        groups: list[Pairs] = []
        for place, some in enumerate(found.shown):
            pairs = picture_pairs(found, some, np.arange(len(some.captions)), words, regional)
            # Whole captions of photographs have the lines they had.
            groups += pairs if place else pairs[:2]
        for name, weights in zip(names, learn(new, groups)):
            set_column(new, name, weights)
    groups = [pairs for some in found.shown[1:] for pairs in caption_pairs(found, some, np.arange(len(some.captions)), words)]
    for name, weights in zip(("caption_bias", "caption_global"), learn(new, groups)):
        set_column(new, name, weights)
    fit_understood(found)
    for name in ("mean", "std", "by_features"):
        getattr(head, f"plain_{name}").copy_(getattr(new, name)[:LYING])
    head.plain_base.copy_(new.base)


def lying(m: Material, head: MatchHead) -> Material:
    """The same material for lines that do not ask how common words are: that is counted in what is said of photographs."""
    shown = [dataclasses.replace(some, texts=some.texts.lying()) for some in m.shown]
    texts = {name: getattr(m, name).lying() for name in ("word_texts", "absent", "unknown")}
    return dataclasses.replace(m, head=head, shown=shown, **texts)


def kinds_of(head: MatchHead, texts: Texts) -> np.ndarray:
    """How much texts look as if they were said of products or drawings [A]."""
    return head.kinds(torch.from_numpy(texts.pooled)).squeeze(1).numpy()
