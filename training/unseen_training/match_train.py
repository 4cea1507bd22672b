"""The match head of a pack: its background, its lines, its file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from . import encoders
from .data import CaptionedSet
from .export import write_graph
from .features import token_masks
from .match_fit import BACKGROUND, LEAST_SHOWN, SURE, WEIGHTS, PackEncoder, Pairs, Texts, learn, set_column
from .match_head import MatchHead, regional_evidence
from .match_texts import Votes, absent_texts, unknown_texts, vocabulary

SEED = 1


@dataclass
class Material:
    """What lines are learned from: pictures no head was trained on, and texts that fit some, none, or make no sense."""

    head: MatchHead
    names: list[str]
    captions: list[list[str]]
    globals: np.ndarray
    regions: np.ndarray
    words: list[str]
    votes: np.ndarray
    word_texts: Texts
    absent: Texts
    unknown: Texts
    caption_texts: Texts
    owners: np.ndarray


def open_head(encoder: PackEncoder, train: CaptionedSet) -> MatchHead:
    """A head that holds its background and no lines yet."""
    draw = np.random.default_rng(SEED)
    shown = train.subset([train.names[at] for at in sorted(draw.choice(len(train.names), BACKGROUND["pictures"], replace=False))])
    pictures, _ = encoder.pictures(shown)
    said = [caption for some in train.captions for caption in some]
    chosen = [said[at] for at in draw.choice(len(said), BACKGROUND["captions"], replace=False)]
    document = json.loads((encoder.pack / "tokenizer.json").read_text("utf8"))
    pieces = document["model"]["vocab"]
    continues = np.zeros(max(pieces.values()) + 1, np.int8)
    continues[[place for piece, place in pieces.items() if piece.startswith("##")]] = 1
    head = MatchHead(pictures.shape[1], encoders.STATES, len(pictures), len(chosen), len(continues))
    states = encoder.texts(chosen, head).pooled
    head.hold(pictures, states, continues, pieces[document["model"]["unk_token"]])
    return head


def gather(encoder: PackEncoder, train: CaptionedSet, others: CaptionedSet) -> Material:
    """Encodes everything lines are learned from. `others` are pictures the pack's heads were not trained on."""
    head = open_head(encoder, train)
    globals_, regions = encoder.pictures(others)
    said = [caption for some in train.captions for caption in some]
    words = vocabulary(said)
    votes = Votes(others.captions)
    pieces = list(json.loads((encoder.pack / "tokenizer.json").read_text("utf8"))["model"]["vocab"])
    texts = {
        "words": words,
        "absent": absent_texts(pieces, said + [caption for some in others.captions for caption in some]),
        "unknown": unknown_texts(),
        "captions": [caption for some in others.captions for caption in some],
    }
    encoded = {name: encoder.texts(some, head) for name, some in texts.items()}
    spread = np.concatenate([encoded["words"].features, encoded["captions"].features[::5]])
    head.mean.copy_(torch.from_numpy(spread.mean(0)))
    head.std.copy_(torch.from_numpy(np.maximum(spread.std(0), 1e-2)))
    counts = np.stack([votes(word) for word in words])
    return Material(
        head, others.names, others.captions, globals_, regions, words, counts, encoded["words"], encoded["absent"],
        encoded["unknown"], encoded["captions"], votes.owners,
    )  # fmt: skip


def picture_pairs(m: Material, pictures: np.ndarray, words: np.ndarray, regional: bool) -> list[Pairs]:
    """Words, absent things and mash, and sentences, against `pictures` (places)."""
    votes = m.votes[words][:, pictures]
    words = words[(votes >= SURE).sum(1) >= LEAST_SHOWN]
    votes = m.votes[words][:, pictures]
    nothing = Texts(*(np.concatenate([a, b]) for a, b in zip(vars(m.absent).values(), vars(m.unknown).values())))
    sentences = np.flatnonzero(np.isin(m.owners, pictures))[::5]

    def pairs(texts: Texts, truth: np.ndarray, weight: np.ndarray) -> Pairs:
        scores = [texts.globals @ m.globals[pictures].T]
        if regional:
            scores.append(regional_evidence(texts.words, m.regions[pictures]))
        return Pairs(texts, scores, truth, weight)

    own = m.owners[sentences][:, None] == pictures[None]
    none = np.zeros((len(nothing.features), len(pictures)))
    return [
        pairs(m.word_texts[words], votes >= SURE, WEIGHTS["words"] * ((votes == 0) | (votes >= SURE))),
        pairs(nothing, none, np.full(none.shape, WEIGHTS["absent"])),
        pairs(m.caption_texts[sentences], own, np.full(own.shape, WEIGHTS["sentences"])),
    ]


def caption_pairs(m: Material, pictures: np.ndarray, words: np.ndarray) -> list[Pairs]:
    """The same texts against one caption of each picture. A caption fits a word it holds; where only others of its picture do, nobody can say."""
    votes = Votes(m.captions)
    places = np.flatnonzero(np.isin(m.owners, pictures))[1::5]
    holds = np.zeros((len(words), len(m.owners)), bool)
    for row, word in enumerate(words):
        holds[row, votes.captions_with(m.words[word])] = True
    holds = holds[:, places]
    kept = holds.sum(1) >= LEAST_SHOWN
    words, holds = words[kept], holds[kept]
    elsewhere = (m.votes[words][:, m.owners[places]] > 0) & ~holds
    against = m.caption_texts.globals[places]
    nothing = Texts(*(np.concatenate([a, b]) for a, b in zip(vars(m.absent).values(), vars(m.unknown).values())))
    sentences = np.flatnonzero(np.isin(m.owners, pictures))[3::5]
    own = m.owners[sentences][:, None] == m.owners[places][None]

    def pairs(texts: Texts, truth: np.ndarray, weight: np.ndarray) -> Pairs:
        return Pairs(texts, [texts.globals @ against.T], truth, weight)

    none = np.zeros((len(nothing.features), len(places)))
    return [
        pairs(m.word_texts[words], holds, WEIGHTS["words"] * ~elsewhere),
        pairs(nothing, none, np.full(none.shape, WEIGHTS["absent"])),
        pairs(m.caption_texts[sentences], own, np.full(own.shape, WEIGHTS["sentences"])),
    ]


def fit_head(m: Material, pictures: np.ndarray, words: np.ndarray) -> None:
    """Learns every column of the head from `pictures` and `words` (places)."""
    bias, by_global, by_region = learn(m.head, picture_pairs(m, pictures, words, True))
    for name, weights in (("picture_bias", bias), ("picture_global", by_global), ("picture_region", by_region)):
        set_column(m.head, name, weights)
    bias, by_global = learn(m.head, picture_pairs(m, pictures, words, False))
    set_column(m.head, "alone_bias", bias)
    set_column(m.head, "alone_global", by_global)
    bias, by_global = learn(m.head, caption_pairs(m, pictures, words))
    set_column(m.head, "caption_bias", bias)
    set_column(m.head, "caption_global", by_global)
    fit_understood(m)


def everything(m: Material) -> tuple[np.ndarray, np.ndarray]:
    """The places of all pictures and of all words."""
    return np.arange(len(m.names)), np.arange(len(m.words))


def fit_understood(m: Material) -> None:
    """Learns what tells texts that are understood (words, absent English things, captions) from mash and other languages."""
    groups = [(m.word_texts, 1.0, 1.0), (m.absent, 1.0, 1.0), (m.caption_texts[np.arange(0, len(m.owners), 3)], 1.0, 1.0), (m.unknown, 0.0, 6.0)]
    none = [Pairs(texts, [np.zeros((len(texts.features), 1), np.float32)], np.full((len(texts.features), 1), y), np.full((len(texts.features), 1), w)) for texts, y, w in groups]  # fmt: skip
    bias, _ = learn(m.head, none)
    set_column(m.head, "understood", bias)


def export_match_head(head: MatchHead, path: Path) -> None:
    """Write the head as ONNX; it holds its background as int8."""
    text = {0: "batch", 1: "tokens"}
    ids = torch.ones(2, 5, dtype=torch.int64)
    size = head.pictures.shape[1]
    write_graph(
        head,
        path,
        {
            "input_ids": (ids, text),
            "states": (torch.zeros(2, 5, encoders.STATES), text),
            "attention_mask": (ids, text),
            "global": (torch.zeros(2, size), {0: "batch"}),
            "tokens": (torch.zeros(2, 5, 8), {**text, 2: "region"}),
            "token_weights": (torch.zeros(2, 5), text),
        },
        {"match": {0: "batch"}},
    )




def write_golden(folder: Path) -> None:
    """Add to golden.json what the match head says of its texts."""
    path = folder / "golden.json"
    golden = json.loads(path.read_text("utf8"))
    session = encoders.open_session(folder / "match-head.onnx")
    text_encoder, text_head = (encoders.open_session(folder / name) for name in ("text-encoder.onnx", "text-head.onnx"))
    for case in golden["text"]["cases"]:
        ids = np.asarray([case["input_ids"]], np.int64)
        attention, words = token_masks(np.asarray([ids.shape[1]]), ids.shape[1])
        feeds = {"input_ids": ids, "attention_mask": attention, "token_type_ids": np.zeros_like(ids)}
        (states,) = text_encoder.run(["last_hidden_state"], feeds)
        names = ["global", "tokens", "token_weights"]
        outputs = text_head.run(names, {"states": states, "attention_mask": attention, "word_mask": words})
        bag = {"input_ids": ids, "states": states, "attention_mask": attention, **dict(zip(names, outputs))}
        (match,) = session.run(["match"], {item.name: bag[item.name] for item in session.get_inputs()})
        case["match"] = [float(f"{value:.6g}") for value in match[0]]
    path.write_text(json.dumps(golden, separators=(",", ":"), ensure_ascii=False) + "\n", "utf8")
