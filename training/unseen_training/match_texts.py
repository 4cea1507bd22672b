"""The texts that lines between match and no match are learned from, and what captions say of pictures."""

from __future__ import annotations

import collections
import random
import re

import numpy as np

STOP = frozenset(
    "a an the of in on at with and is are to his her their its by up for from as it he she they".split()
)
LEAST = (8, 20, 25, 25)
"""Captions that must hold a word, and runs of two, three and four words, to be a text of the vocabulary."""
PEOPLE = frozenset(
    "man men woman women person people boy boys girl girls child children kid kids guy lady male female human adult wearing posing standing".split()
)
"""Words of people, whom pictures of products and drawings show without saying so."""
IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "person"}

FOREIGN = (
    "Katze|ein Hund|Strand|Fahrrad|der Junge spielt|Wasser und Sand|Berge im Winter|rotes Kleid|Schuhe|das Mädchen lacht|"
    "le chien court|une femme|plage|vélo rouge|les enfants jouent|montagne|neige|voiture bleue|chaussures|un garçon|"
    "el perro corre|una mujer|playa|bicicleta|niños jugando|montaña|nieve|coche rojo|zapatos|la pelota|"
    "il cane corre|una donna|spiaggia|bicicletta|bambini|montagna innevata|scarpe|o cachorro|uma mulher|praia|"
    "een hond|strand met kinderen|fiets|en hund springer|kvinna|koira juoksee|lapset leikkivät|pies biegnie|kobieta|plaża|"
    "köpek koşuyor|kadın|deniz|kutya fut|nő|pes běží|žena|câinele|mbwa|anjing berlari|"
    "собака бежит|женщина|пляж|велосипед|снег|дети играют|σκύλος|γυναίκα|θάλασσα|כלב רץ|אישה|"
    "كلب يجري|امرأة|شاطئ|دراجة|कुत्ता|औरत|समुद्र|สุนัข|ผู้หญิง|개|여자|해변|犬が走る|女性|海岸|自転車|狗在跑|女人|海滩|自行车|雪"
).split("|")
"""Texts in other languages than the text encoder's."""


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return re.findall(r"[a-z]+", text.lower())


def forms(word: str) -> set[str]:
    """A word and what it may be the plural of."""
    found = {word, IRREGULAR.get(word, word)}
    if word.endswith("es"):
        found.add(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
    if word.endswith("ies"):
        found.add(word[:-3] + "y")
    return found


def vocabulary(captions: list[str]) -> list[str]:
    """Words and short phrases that enough captions hold."""
    counts: list[collections.Counter] = [collections.Counter() for _ in LEAST]
    for caption in captions:
        words = words_of(caption)
        for size, counter in enumerate(counts, start=1):
            counter.update({tuple(words[i : i + size]) for i in range(len(words) - size + 1)})
    return [
        " ".join(run)
        for counter, least in zip(counts, LEAST)
        for run, count in counter.items()
        if count >= least and run[0] not in STOP and run[-1] not in STOP and len(run[0]) > 2
    ]


class Votes:
    """How many captions of each picture hold all words of a text, in whatever number: int8 [pictures]."""

    def __init__(self, captions: list[list[str]]) -> None:
        self.pictures = len(captions)
        self.owners = np.repeat(np.arange(len(captions)), [len(some) for some in captions])
        self.holding: dict[str, set[int]] = collections.defaultdict(set)
        for at, caption in enumerate(caption for some in captions for caption in some):
            for word in words_of(caption):
                for form in forms(word):
                    self.holding[form].add(at)

    def captions_with(self, text: str) -> list[int]:
        """Places, in all captions end to end, of those that hold every word of `text`."""
        words = [word for word in words_of(text) if word not in STOP]
        sets = [set().union(*(self.holding.get(form, set()) for form in forms(word))) for word in words]
        return sorted(set.intersection(*sets)) if sets else []

    def __call__(self, text: str) -> np.ndarray:
        return np.bincount(self.owners[self.captions_with(text)], minlength=self.pictures).astype(np.int8)


def absent_texts(vocabulary_of_tokenizer: list[str], captions: list[str], seed: int = 3) -> list[str]:
    """English words, alone and in pairs, that no caption holds: things that no picture of the set is said to show."""
    used = {form for caption in captions for word in words_of(caption) for form in forms(word)}
    draw = random.Random(seed)
    words = sorted(
        word for word in vocabulary_of_tokenizer if re.fullmatch("[a-z]{4,}", word) and not forms(word) & used
    )
    singles = draw.sample(words, min(500, len(words)))
    return singles + [f"{draw.choice(words)} {draw.choice(words)}" for _ in range(120)]


def unknown_texts(seed: int = 3) -> list[str]:
    """Texts that an English text encoder does not understand: mash, signs, numbers, other languages."""
    draw = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    mash = ["".join(draw.choice(letters) for _ in range(draw.randint(3, 12))) for _ in range(120)]
    rows = ["".join(draw.choice("asdfghjkl") for _ in range(draw.randint(3, 8))) for _ in range(60)]
    return [
        *mash,
        *(f"{a} {b}" for a, b in zip(rows[::2], rows[1::2])),
        *(draw.choice(letters) * draw.randint(3, 20) for _ in range(26)),
        *(chr(draw.randint(0x4E00, 0x9FA5)) for _ in range(20)),
        *(chr(draw.randint(0x1F400, 0x1F64F)) for _ in range(30)),
        *(str(draw.randint(10, 99_999)) for _ in range(15)),
        *FOREIGN,
    ]
