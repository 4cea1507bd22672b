"""The client on a running platform: UNSEEN_URL names it, UNSEEN_TEST_PICTURES a folder with pictures."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import pytest

from unseen_client import Unseen, UnseenError

URL = os.environ.get("UNSEEN_URL")
PICTURES = Path(os.environ.get("UNSEEN_TEST_PICTURES", "."))

pytestmark = pytest.mark.skipif(URL is None, reason="UNSEEN_URL names no platform")


@pytest.fixture
def unseen() -> Unseen:
    return Unseen(URL or "")


@pytest.fixture
def collection() -> str:
    return f"py-{secrets.token_hex(4)}"


def test_adds_finds_changes_and_deletes(unseen: Unseen, collection: str) -> None:
    for name, caption in {"1f34e": "a red apple", "1f436": "a dog", "1f3b8": "a guitar"}.items():
        picture = PICTURES / f"{name}.webp"
        made = unseen.add_item(id=name, collection=collection, caption=caption, image=picture, metadata={"n": 1})
        assert made["id"] == name
    found = unseen.search({"text": "a guitar", "collection": collection, "filter": {"n": 1}, "limit": 2})
    assert found["hits"][0]["id"] == "1f3b8"
    like = unseen.search({"collection": collection, "limit": 1}, image=(PICTURES / "1f436.webp").read_bytes())
    assert like["hits"][0]["id"] == "1f436"
    assert {item["id"] for item in unseen.items(collection=collection)} == {"1f34e", "1f436", "1f3b8"}
    assert unseen.update_item("1f436", {"caption": "a puppy"}, collection=collection)["captions"] == ["a puppy"]
    assert unseen.image("1f436", collection=collection) != b""
    unseen.delete_item("1f436", collection=collection)
    with pytest.raises(UnseenError, match="item_not_found"):
        unseen.item("1f436", collection=collection)
    assert any(known["name"] == collection for known in unseen.collections())


def test_adds_many_and_says_which_were_refused(unseen: Unseen, collection: str) -> None:
    items: list[dict[str, Any]] = [
        {"id": f"{n}", "collection": collection, "caption": f"thing {n}"} for n in range(12)
    ]
    items[3] = {"id": "bad", "collection": collection, "image": b"no picture"}
    outcomes = list(unseen.add_items(items))
    assert len(outcomes) == 12
    assert [o.item["id"] for o in outcomes if o.error] == ["bad"]
    hits = list(unseen.hits({"text": "thing", "collection": collection, "limit": 5, "cutoff": "off"}))
    assert len({hit["id"] for hit in hits}) == 11


def test_follows_a_job(unseen: Unseen, collection: str) -> None:
    folder = Path(os.environ["UNSEEN_IMPORT_ROOT"]) / collection
    folder.mkdir(parents=True)
    (folder / "apple.webp").write_bytes((PICTURES / "1f34e.webp").read_bytes())
    (folder / "empty.jpg").write_bytes(b"")
    job = unseen.start_job({"collection": collection, "source": {"type": "folder", "path": collection}})
    *_, last = unseen.watch_job(job["id"])
    assert (last["state"], last["done"], last["failed"]) == ("completed", 1, 1)


def test_classifies_with_a_class_added_just_now(unseen: Unseen, collection: str) -> None:
    name = f"fruit {collection}"
    made = unseen.add_class({"name": name, "synonyms": ["apple"], "seen": False})
    assert made["name"] in {known["name"] for known in unseen.classes()}
    assert "classes" in unseen.classify("a red apple")
    unseen.request("DELETE", f"/v1/classes/{made['id']}")
