"""How well a pack finds products and drawings nobody trained on by their titles, with its own graphs, as a search runs them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .catalogues import Catalogue, read_catalogue
from .collection import Captioned
from .features import cached_pictures, encode_texts
from .pack_recalls import HeldOutFeatures, pack_recalls, picture_globals, plain_recalls, text_globals
from .plain import PlainRecipe

MOST_OF_A_GROUP = 100
FEWEST_OF_A_GROUP = 16


def held_out(catalogue: Catalogue, places: np.ndarray, features: np.ndarray, pack: Path) -> HeldOutFeatures:
    """The pictures at `places` with their titles. Two of one title are both right."""
    items = [Captioned("", [catalogue.data.captions[place][0]], int(place)) for place in places]
    return HeldOutFeatures(items, features, pack)


def groups_by_name(catalogue: Catalogue, places: np.ndarray, features: np.ndarray, pack: Path) -> dict[str, object]:
    """How often the name of a picture's group is the nearest of all groups' names, at most 100 pictures of a group: percent."""
    groups = np.asarray(catalogue.groups)[places]
    names = [name for name in dict.fromkeys(groups.tolist()) if (groups == name).sum() >= FEWEST_OF_A_GROUP]
    chosen = np.concatenate([places[groups == name][:MOST_OF_A_GROUP] for name in names])
    truth = np.concatenate([np.full(min(MOST_OF_A_GROUP, (groups == name).sum()), at) for at, name in enumerate(names)])
    items = [Captioned("", [catalogue.groups[place]], int(place)) for place in chosen]
    pictures = picture_globals(pack, HeldOutFeatures(items, features, pack))
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
        features = cached_pictures(catalogue.data, pack / "image-encoder.onnx", cache)
        some = held_out(catalogue, places, features, pack)
        found[name] = {"pictures": len(places), "plain": plain_recalls(pack, some), "imfa": pack_recalls(pack, some, lambda share: None)}
        if len(outside) > 0:
            found[f"{name}, groups nobody trained on"] = {
                "plain": plain_recalls(pack, held_out(catalogue, outside, features, pack)),
                "by the group's name": groups_by_name(catalogue, outside, features, pack),
            }
    return found
