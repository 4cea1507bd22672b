"""Checks of a finished pack through onnxruntime: checksums, golden vectors, size."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from . import encoders
from .features import token_masks
from .golden import formula_picture, scorer_inputs

Bag = dict[str, np.ndarray]
SIZE_LIMIT = 60_000_000


class Pack:
    """A pack folder opened for running its graphs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf8"))

    def run_stages(self, modality: str, bag: Bag) -> Bag:
        """Run the stages of `image` or `text` over a bag of named tensors, as a serving runtime does."""
        for stage in self.manifest[modality]["stages"]:
            rename = stage.get("rename", {})
            session = encoders.open_session(self.folder / stage["file"])
            names = [output.name for output in session.get_outputs()]
            feeds = {item.name: bag[rename.get(item.name, item.name)] for item in session.get_inputs()}
            for name, value in zip(names, session.run(names, feeds)):
                bag[rename.get(name, name)] = value
        return bag

    def score(self, scorer: str, inputs: Bag) -> tuple[np.ndarray, np.ndarray]:
        """scores [N] and attention [N,T,R] of one scorer."""
        session = encoders.open_session(self.folder / self.manifest["scorers"][scorer]["file"])
        feeds = {item.name: inputs[item.name] for item in session.get_inputs()}
        scores, attention = session.run(["scores", "attention"], feeds)
        return scores, attention


def text_bag(ids: np.ndarray) -> Bag:
    """The text bag of one unpadded text, ids [1,T]."""
    attention, words = token_masks(np.asarray([ids.shape[1]]), ids.shape[1])
    zeros = np.zeros_like(ids)
    return {"input_ids": ids, "attention_mask": attention, "token_type_ids": zeros, "word_mask": words}


def check_files(folder: Path) -> list[str]:
    """What is wrong with the pack's files: checksums, unlisted files, size."""
    manifest = json.loads((folder / "manifest.json").read_text("utf8"))
    problems = []
    present = {path.name for path in folder.iterdir()} - {"manifest.json"}
    if present != set(manifest["files"]):
        problems.append(f"listed and present files differ: {sorted(present ^ set(manifest['files']))}")
    total = 0
    for name in sorted(present & set(manifest["files"])):
        content = (folder / name).read_bytes()
        total += len(content)
        if hashlib.sha256(content).hexdigest() != manifest["files"][name]["sha256"]:
            problems.append(f"{name}: checksum differs")
    if total > SIZE_LIMIT:
        problems.append(f"{total} bytes, over {SIZE_LIMIT}")
    return problems


def _worst(expected: list[float], actual: np.ndarray) -> float:
    return float(np.abs(np.asarray(expected) - actual.ravel()).max())


def golden_errors(folder: Path) -> dict[str, float]:
    """Largest absolute differences between golden.json and what the pack's graphs give."""
    pack = Pack(folder)
    golden = json.loads((folder / "golden.json").read_text("utf8"))
    errors = {"image": 0.0, "text": 0.0, "scores": 0.0, "attention": 0.0}
    picture = formula_picture(pack.manifest["image"]["size"])[None]
    image = pack.run_stages("image", {"pixels": encoders.normalize_pixels(picture)})
    errors["image"] = _worst(golden["image"]["global"], image["global"])
    for row in golden["image"]["regions"]:
        errors["image"] = max(errors["image"], _worst(row["values"], image["regions"][0, row["row"]]))
    for case in golden["text"]["cases"]:
        text = pack.run_stages("text", text_bag(np.asarray([case["input_ids"]], np.int64)))
        found = [_worst(case["global"], text["global"]), _worst(case["token_weights"], text["token_weights"])]
        found += [_worst(row["values"], text["tokens"][0, row["token"]]) for row in case["tokens"]]
        errors["text"] = max(errors["text"], *found)
    spaces = pack.manifest["spaces"]
    for case in golden["scorers"]["cases"]:
        shape = (case["texts"], case["pictures"], case["tokens"], case["seed"])
        inputs = scorer_inputs(*shape, spaces["global"], spaces["region"])
        for name in pack.manifest["scorers"]:
            scores, attention = pack.score(name, inputs)
            errors["scores"] = max(errors["scores"], _worst(case[name]["scores"], scores))
            errors["attention"] = max(errors["attention"], _worst(case[name]["attention"], attention))
    return errors


def verify(folder: Path) -> list[str]:
    """Everything that is wrong with a pack, as sentences; an empty list when it is good."""
    problems = check_files(folder)
    golden = json.loads((folder / "golden.json").read_text("utf8"))
    tolerances = {"image": golden["image"]["tolerance"], "text": golden["text"]["tolerance"]}
    tolerances |= golden["scorers"]["tolerance"]
    for name, error in golden_errors(folder).items():
        if not error <= tolerances[name]:
            problems.append(f"golden {name}: off by {error:.2e}, allowed {tolerances[name]:.0e}")
    return problems
