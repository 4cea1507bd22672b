"""The match head of a pack: its background, its lines, its file."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from . import encoders
from .data import CaptionedSet
from .export import write_graph
from .features import token_masks
from .match_fit import BACKGROUND, LEAST_SHOWN, NOT_UNDERSTOOD, SURE, WEIGHTS, PackEncoder, Pairs, Texts, learn, set_column
from .match_head import COMMON_STEPS, LEAST_COMMON, SAYS_NOTHING, MatchHead, regional_evidence
from .match_texts import PEOPLE, STOP, Votes, absent_texts, unknown_texts, vocabulary

SEED = 1


@dataclass
class Shown:
    """Pictures no head was trained on, and how many of their texts hold each word: int8 [V,N], where `SURE` means that the picture
    shows it, fewer that nobody can say, and 0 that it does not."""

    captions: list[list[str]]
    globals: np.ndarray
    regions: np.ndarray
    said: np.ndarray
    texts: Texts
    per_picture: int
    asks: int
    """Which of its texts is asked for, as a sentence; the one before it stands for the picture's caption."""

    def owners(self) -> np.ndarray:
        """The picture of each text."""
        return np.arange(len(self.texts.globals)) // self.per_picture


@dataclass
class Material:
    """What lines are learned from: pictures, and texts that fit some, none, or make no sense."""

    head: MatchHead
    shown: list[Shown]
    words: list[str]
    word_texts: Texts
    absent: Texts
    unknown: Texts


@dataclass
class Source:
    """A set whose pictures at `trained` a pack's heads were trained on, and those at `others` not. With `facts` its first so many texts say
    what a picture shows, one for all; without, two captions must agree."""

    data: CaptionedSet
    trained: np.ndarray
    others: np.ndarray
    facts: int | None = None

    def plainly(self) -> list[str]:
        """What is said of the pictures that heads were trained on, in words that anyone would use: no titles, which hold brands and names."""
        chosen = slice(None) if self.facts is None else slice(1, 4)
        return [text for place in self.trained for text in self.data.captions[place][chosen]]


def open_head(encoder: PackEncoder, sources: list[Source]) -> MatchHead:
    """A head that holds its background and no lines yet."""
    draw = np.random.default_rng(SEED)
    shares = [1.0 if len(sources) == 1 else 0.5, *(0.5 / max(1, len(sources) - 1) for _ in sources[1:])]
    globals_, said = [], []
    for source, share in zip(sources, shares):
        count = min(round(BACKGROUND["pictures"] * share), len(source.trained))
        globals_.append(encoder.pictures(source.data, np.sort(draw.choice(source.trained, count, replace=False)))[0])
        texts = source.plainly()
        wanted = round(BACKGROUND["captions"] * (share if said else 1.0))
        chosen = draw.choice(len(texts), min(wanted, len(texts)), replace=False)
        said += [texts[place] for place in chosen]
    pictures = np.concatenate(globals_)
    document = json.loads((encoder.pack / "tokenizer.json").read_text("utf8"))
    pieces = document["model"]["vocab"]
    continues = np.zeros(max(pieces.values()) + 1, np.int8)
    continues[[place for piece, place in pieces.items() if piece.startswith("##")]] = 1
    head = MatchHead(pictures.shape[1], encoders.STATES, len(pictures), len(said), len(continues))
    states = encoder.texts(said, head).pooled
    common = commonness(encoder.tokenizer, sources[0], len(continues))
    head.hold(pictures, states, continues, common, pieces[document["model"]["unk_token"]])
    return head


def commonness(tokenizer: Tokenizer, photographs: Source, pieces: int) -> np.ndarray:
    """How common each piece is among what is said of the photographs that heads were trained on [V]: said of one where two of its captions hold it."""
    shown = np.zeros(pieces)
    for place in photographs.trained:
        encoded = tokenizer.encode_batch(photographs.data.captions[place], add_special_tokens=False)
        held = Counter(piece for one in encoded for piece in set(one.ids))
        shown[[piece for piece, count in held.items() if count >= SURE]] += 1
    share = np.maximum(np.log((shown + 0.5) / len(photographs.trained)), LEAST_COMMON)
    # A piece that every photograph shows is not to be taken for one that tells nothing.
    common = np.minimum(np.round(share * COMMON_STEPS), -1)
    for word in sorted(STOP | set(".,!?-'\"")):
        common[tokenizer.encode(word, add_special_tokens=False).ids] = SAYS_NOTHING
    common[[tokenizer.token_to_id(sign) for sign in ("[CLS]", "[SEP]", "[PAD]")]] = SAYS_NOTHING
    return common


def said_of(captions: list[list[str]], facts: int | None, words: list[str]) -> np.ndarray:
    """`Shown.said` of pictures with these texts."""
    votes = Votes(captions)
    if facts is None:
        return np.stack([votes(word) for word in words])
    sure = Votes([some[:facts] for some in captions])
    named = np.stack([np.where(sure(word) > 0, SURE, np.minimum(votes(word), 1)) for word in words])
    # Products are worn, drawings show faces: whether "man" fits is not said.
    people = np.asarray([bool(PEOPLE & set(word.split())) for word in words])
    return np.where(people[:, None] & (named == 0), 1, named).astype(np.int8)


def gather(encoder: PackEncoder, sources: list[Source]) -> Material:
    """Encodes everything lines are learned from."""
    material = encode_material(encoder, open_head(encoder, sources), sources)
    head = material.head
    spread = np.concatenate([material.word_texts.features, *(some.texts.features[::5] for some in material.shown)])
    head.mean.copy_(torch.from_numpy(spread.mean(0)))
    head.std.copy_(torch.from_numpy(np.maximum(spread.std(0), 1e-2)))
    return material


def encode_material(encoder: PackEncoder, head: MatchHead, sources: list[Source]) -> Material:
    """Encodes texts and pictures by a head that holds its background."""
    words = list(dict.fromkeys(word for source in sources for word in vocabulary(source.plainly())))
    pieces = list(json.loads((encoder.pack / "tokenizer.json").read_text("utf8"))["model"]["vocab"])
    every = [text for source in sources for some in source.data.captions for text in some]
    word_texts = encoder.texts(words, head)
    absent, unknown = encoder.texts(absent_texts(pieces, every), head), encoder.texts(unknown_texts(), head)
    shown = []
    for source in sources:
        captions = [source.data.captions[place] for place in source.others]
        globals_, regions = encoder.pictures(source.data, source.others)
        texts = encoder.texts([text for some in captions for text in some], head)
        asks = 3 if source.facts is None else 1
        shown.append(Shown(captions, globals_, regions, said_of(captions, source.facts, words), texts, len(captions[0]), asks))
    return Material(head, shown, words, word_texts, absent, unknown)


def nothing_of(m: Material) -> Texts:
    """Texts that no picture fits: absent things, and what is not understood."""
    return Texts(*(np.concatenate([a, b]) for a, b in zip(vars(m.absent).values(), vars(m.unknown).values())))


def picture_pairs(m: Material, some: Shown, pictures: np.ndarray, words: np.ndarray, regional: bool) -> list[Pairs]:
    """Words, absent things and mash, and sentences, against `pictures` (places)."""
    said = some.said[words][:, pictures]
    nothing = nothing_of(m)
    asked = pictures * some.per_picture + some.asks

    def pairs(texts: Texts, truth: np.ndarray, weight: np.ndarray) -> Pairs:
        scores = [texts.globals @ some.globals[pictures].T]
        if regional:
            scores.append(regional_evidence(texts.words, some.regions[pictures]))
        return Pairs(texts, scores, truth, weight)

    none, own = np.zeros((len(nothing.features), len(pictures))), np.eye(len(pictures))
    return [
        pairs(m.word_texts[words], said >= SURE, WEIGHTS["words"] * ((said == 0) | (said >= SURE))),
        pairs(nothing, none, np.full(none.shape, WEIGHTS["absent"])),
        pairs(some.texts[asked], own, np.full(own.shape, WEIGHTS["sentences"])),
    ]


def caption_pairs(m: Material, some: Shown, pictures: np.ndarray, words: np.ndarray) -> list[Pairs]:
    """The same texts against one caption of each picture. A caption fits a word it holds; where only other texts of its picture do, nobody
    can say."""
    places = pictures * some.per_picture + some.asks - 1
    held = Votes([[some.captions[picture][some.asks - 1]] for picture in pictures])
    holds = np.stack([held(m.words[word]) for word in words]) > 0
    kept = holds.sum(1) >= LEAST_SHOWN
    words, holds = words[kept], holds[kept]
    elsewhere = (some.said[words][:, pictures] > 0) & ~holds
    against = some.texts.globals[places]
    nothing = nothing_of(m)

    def pairs(texts: Texts, truth: np.ndarray, weight: np.ndarray) -> Pairs:
        return Pairs(texts, [texts.globals @ against.T], truth, weight)

    none, own = np.zeros((len(nothing.features), len(places))), np.eye(len(places))
    return [
        pairs(m.word_texts[words], holds, WEIGHTS["words"] * ~elsewhere),
        pairs(nothing, none, np.full(none.shape, WEIGHTS["absent"])),
        pairs(some.texts[places + 1], own, np.full(own.shape, WEIGHTS["sentences"])),
    ]


def fit_head(m: Material, pictures: list[np.ndarray], words: np.ndarray) -> None:
    """Learns every column of the head from `pictures` (places in each of what is shown) and `words` (places)."""
    shown = list(zip(m.shown, pictures))
    often = [(some.said[words][:, places] >= SURE).sum(1) >= LEAST_SHOWN for some, places in shown]
    words = words[np.any(often, 0)]
    for regional, names in ((True, ("picture_bias", "picture_global", "picture_region")), (False, ("alone_bias", "alone_global"))):
        groups = [pairs for some, places in shown for pairs in picture_pairs(m, some, places, words, regional)]
        for name, weights in zip(names, learn(m.head, groups)):
            set_column(m.head, name, weights)
    groups = [pairs for some, places in shown for pairs in caption_pairs(m, some, places, words)]
    for name, weights in zip(("caption_bias", "caption_global"), learn(m.head, groups)):
        set_column(m.head, name, weights)
    fit_understood(m)


def everything(m: Material) -> tuple[list[np.ndarray], np.ndarray]:
    """The places of all pictures and of all words."""
    return [np.arange(len(some.captions)) for some in m.shown], np.arange(len(m.words))


def fit_understood(m: Material) -> None:
    """Learns what tells texts that are understood (words, absent English things, captions) from mash and other languages."""
    # Titles of products are left out: a text that is not understood looks like their brands and names.
    captions = [(some.texts[np.arange(0, len(some.texts.globals), 3)], 1.0, 1.0) for some in m.shown[:1]]
    groups = []
    # Whether a word is common says nothing of whether it is understood.
    for texts, truth, weight in [(m.word_texts, 1.0, 1.0), (m.absent, 1.0, 1.0), *captions, (m.unknown, 0.0, NOT_UNDERSTOOD)]:
        one = (len(texts.features), 1)
        # What is not understood is as rare among texts as it is: none of it is left out.
        groups.append(Pairs(texts.lying(), [np.zeros(one, np.float32)], np.full(one, truth), np.full(one, weight)))
    bias, _ = learn(m.head, groups, share=1.0)
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
