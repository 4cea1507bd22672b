"""How well a pack finds products and drawings nobody trained on by their titles, with its own graphs, as a search runs them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .catalogues import Catalogue, read_catalogue
from .collection import Captioned
from .features import cached_pictures, encode_texts
from .pack_recalls import HeldOutFeatures, pack_recalls, picture_globals, plain_recalls, text_globals
from .plain import PlainRecipe
from .taps import CONTEXT, context_size

MOST_OF_A_GROUP = 100
FEWEST_OF_A_GROUP = 16


@dataclass(frozen=True)
class Encoded:
    """A catalogue with what a pack's image encoder says of its pictures."""

    catalogue: Catalogue
    features: np.ndarray
    contexts: np.ndarray | None

    def held_out(self, texts: list[str], places: np.ndarray, pack: Path) -> HeldOutFeatures:
        """The pictures at `places` with a text each. Two of one text are both right."""
        items = [Captioned("", [text], int(place)) for text, place in zip(texts, places)]
        return HeldOutFeatures(items, self.features, pack, self.contexts)

    def titled(self, places: np.ndarray, pack: Path) -> HeldOutFeatures:
        """The pictures at `places` with their titles."""
        return self.held_out([self.catalogue.data.captions[place][0] for place in places], places, pack)


def groups_by_name(encoded: Encoded, places: np.ndarray, pack: Path) -> dict[str, object]:
    """How often the name of a picture's group is the nearest of all groups' names, at most 100 pictures of a group: percent."""
    every = encoded.catalogue.groups
    groups = np.asarray(every)[places]
    names = [name for name in dict.fromkeys(groups.tolist()) if (groups == name).sum() >= FEWEST_OF_A_GROUP]
    chosen = np.concatenate([places[groups == name][:MOST_OF_A_GROUP] for name in names])
    truth = np.concatenate([np.full(min(MOST_OF_A_GROUP, (groups == name).sum()), at) for at, name in enumerate(names)])
    pictures = picture_globals(pack, encoded.held_out([every[place] for place in chosen], chosen, pack))
    states = encode_texts([name.lower() for name in names], (pack / "tokenizer.json").read_text("utf8"), pack / "text-encoder.onnx")
    found = (pictures @ text_globals(pack, states).T).argmax(1)
    each = {name: round(100 * float((found[truth == at] == at).mean())) for at, name in enumerate(names)}
    return {"groups": len(names), "right": round(100 * float((found == truth).mean()), 1), "of each": each}


def figures(pack: Path, recipe: PlainRecipe, folders: dict[str, Path], cache: Path) -> dict[str, object]:
    """Recalls of every domain of the recipe, of what is held out: by inner product alone (`plain`) and re-scored (`imfa`), and of groups
    nobody trained on, by name."""
    found: dict[str, object] = {}
    for name, domain in recipe.domains.items():
        catalogue = read_catalogue(folders[name])
        _, places, outside = catalogue.parts(domain["held_out"], frozenset(domain["without"]), domain["after"])
        encoder = pack / "image-encoder.onnx"
        contexts = cached_pictures(catalogue.data, encoder, cache, output=CONTEXT) if context_size(encoder) > 0 else None
        encoded = Encoded(catalogue, cached_pictures(catalogue.data, encoder, cache), contexts)
        some = encoded.titled(places, pack)
        found[name] = {"pictures": len(places), "plain": plain_recalls(pack, some), "imfa": pack_recalls(pack, some, lambda share: None)}
        if len(outside) > 0:
            found[f"{name}, groups nobody trained on"] = {
                "plain": plain_recalls(pack, encoded.titled(outside, pack)),
                "by the group's name": groups_by_name(encoded, outside, pack),
            }
    return found
