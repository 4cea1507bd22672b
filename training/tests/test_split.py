import hashlib
import json
from pathlib import Path

import pytest

from unseen_training.data import CaptionedSet
from unseen_training.split import leaks, read_split

DATA = CaptionedSet(
    Path("images"),
    ["a.jpg", "b.jpg", "c.jpg"],
    [["A dog runs .", "A dog ."], ["Two children play .", "Children ."], ["A man rides a bike .", "A cyclist ."]],
)


def write(folder: Path, train: list[str], terms: list[str]) -> Path:
    """A split folder whose held-out class is `bicycle`."""
    lists = {"train": train, "test": ["c.jpg"], "test-unseen": ["c.jpg"]}
    entries = {}
    for name, names in lists.items():
        text = "".join(f"{one}\n" for one in names)
        (folder / f"{name}.txt").write_text(text)
        entries[f"{name}.txt"] = {"pictures": len(names), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    document = {
        "format": "unseen-split-1",
        "classes": [{"name": "bicycle", "seen": False, "terms": terms}],
        "pictures": [{"id": name, "part": "train", "classes": []} for name in train],
        "lists": entries,
    }
    (folder / "split.json").write_text(json.dumps(document))
    return folder


def test_a_sound_split_gives_its_lists(tmp_path: Path) -> None:
    lists = read_split(write(tmp_path, ["a.jpg", "b.jpg"], ["bike", "cyclist"]), DATA)
    assert lists == {"train": ["a.jpg", "b.jpg"], "test": ["c.jpg"], "test-unseen": ["c.jpg"]}


def test_a_training_caption_that_names_a_held_out_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="b.jpg: 'children'"):
        read_split(write(tmp_path, ["a.jpg", "b.jpg"], ["children"]), DATA)


def test_a_changed_list_and_a_picture_on_both_sides_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="in training and in test"):
        read_split(write(tmp_path, ["a.jpg", "c.jpg"], ["zebra"]), DATA)
    write(tmp_path, ["a.jpg"], [])
    (tmp_path / "train.txt").write_text("b.jpg\n")
    with pytest.raises(ValueError, match="differs from the hash"):
        read_split(tmp_path, DATA)


def test_terms_are_whole_words_in_any_case_singular_or_plural() -> None:
    document = {
        "classes": [{"name": "Dog", "seen": False, "terms": []}, {"name": "man", "seen": True, "terms": []}],
        "pictures": [{"id": "x", "part": "train"}, {"id": "y", "part": "test-unseen"}],
    }
    captions = {"x": ["Hotdog stand", "Two dogs", "a man"], "y": ["a dog"]}
    assert leaks(document, captions) == ["x: 'dog' in 'Two dogs'"]
