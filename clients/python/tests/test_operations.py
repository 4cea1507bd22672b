"""Every operation of the API through the client, on a running platform: one that is added without a call here fails."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import pytest

from unseen_client import AsyncUnseen, Unseen, UnseenError, models
from unseen_client.transport import Transport

URL = os.environ.get("UNSEEN_URL")
PICTURES = Path(os.environ.get("UNSEEN_TEST_PICTURES", "."))
ROOT = Path(os.environ.get("UNSEEN_IMPORT_ROOT", "."))
NAMES = {"apple": "1f34e", "banana": "1f34c", "dog": "1f415", "cat": "1f408", "guitar": "1f3b8", "rose": "1f339"}

#: Refused by a platform with one model pack, and by one whose queue has no dashboard.
REFUSED = {"switchModel", "cancelModelSwitch", "openQueueSession"}

pytestmark = pytest.mark.skipif(URL is None, reason="UNSEEN_URL names no platform")


@pytest.fixture
def unseen() -> Iterator[Unseen]:
    with Unseen(URL or "", retry_for=5) as client:
        yield client


@pytest.fixture
def collection() -> str:
    return f"py-{secrets.token_hex(4)}"


def test_every_operation_is_there(unseen: Unseen, collection: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = unseen.request("GET", "/openapi.json")
    known = {
        operation["operationId"]: (method.upper(), re.compile("^" + re.sub(r"\{\w+\}", "[^/]+", path.replace(".", r"\.")) + "$"))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    done: set[str] = set()
    send = Transport.send

    def recording(self: Transport, method: str, path: str, **parts: Any) -> Any:
        response = send(self, method, path, **parts)
        asked = urlsplit(path).path
        fitting = [name for name, (verb, pattern) in known.items() if verb == method and pattern.match(asked)]
        # `/v1/items/count` is no item called count.
        done.add(min(fitting, key=lambda name: known[name][1].pattern.count("[^/]+"), default=""))
        return response

    monkeypatch.setattr(Transport, "send", recording)
    _call_everything(unseen, collection)
    assert set(known) - done == REFUSED


def _call_everything(unseen: Unseen, collection: str) -> None:
    api = unseen.api
    assert api.check_liveness()["status"] == "ok"
    api.check_readiness()
    for refused in (api.open_queue_session, api.cancel_model_switch, lambda: api.switch_model({"pack": api.get_model()["pack"]})):
        with pytest.raises(UnseenError):
            refused()
    _items(unseen, collection)
    _searches(unseen, collection)
    _jobs(unseen)
    _classes(unseen, collection)

    (ROOT / "emoji").mkdir(exist_ok=True)
    for code in NAMES.values():
        (ROOT / "emoji" / f"{code}.webp").write_bytes((PICTURES / f"{code}.webp").read_bytes())
    captions = "".join(f"{code}.webp#0\ta {name}\n" for name, code in NAMES.items())
    (ROOT / "emoji" / "captions.token.txt").write_text(captions)
    evaluation = api.create_evaluation(
        {"source": {"format": "flickr", "images": "emoji", "annotations": "emoji/captions.token.txt"}}
    )
    assert evaluation["id"] in {one["id"] for one in api.list_evaluations()["evaluations"]}
    api.get_evaluation(evaluation["id"])
    api.delete_evaluation(evaluation["id"])

    key = api.create_key({"name": "shop", "scopes": ["search"]})
    assert key["id"] in {one["id"] for one in api.list_keys()["keys"]}
    rotated = api.rotate_key(key["id"], {"overlapSeconds": 0})
    api.revoke_key(rotated["id"])
    assert api.list_audit(limit=5)["lines"]
    assert api.compare_storage()
    assert api.remove_leftovers()
    assert len(api.take_backup()) > 1_000
    api.list_model_switch_failures()
    assert api.try_model_switch({"pack": api.get_model()["pack"]})["failures"] == []
    api.rebuild_vectors({"collection": collection})
    *_, last = unseen.watch_job(api.empty_collection(collection)["jobId"])
    assert last["state"] == "completed"
    *_, last = unseen.watch_job(api.delete_collection(collection)["jobId"])
    assert last["state"] == "completed"


def _items(unseen: Unseen, collection: str) -> None:
    api = unseen.api
    api.create_collection({"name": collection, "keywordFields": ["sku"]})
    for name, code in NAMES.items():
        metadata = {"kind": name, "sku": f"SKU-{len(name)}-{name}", "price": len(name)}
        made = unseen.add_item(
            id=name, collection=collection, caption=name, image=PICTURES / f"{code}.webp", metadata=metadata
        )
        assert made["status"] == "indexed"
    unseen.put_item("new", caption="a blue vase", metadata={"price": 9}, collection=collection)
    assert unseen.update_item("new", {"metadata": {"price": 8}}, collection=collection)["metadata"] == {"price": 8}
    with pytest.raises(UnseenError, match="precondition_failed"):
        unseen.update_item("new", {"caption": "a vase"}, collection=collection, if_match='"other"')
    unseen.update_item("new", {}, image=PICTURES / "1f3b8.webp", collection=collection)
    results = unseen.write_items(
        [
            {"op": "merge", "id": "new", "metadata": {"price": None, "stock": 2}},
            {"op": "upsert", "id": "other", "caption": "a green vase"},
        ],
        collection=collection,
    )
    assert [result["status"] for result in results] == ["updated", "added"]
    assert unseen.item("new", collection=collection)["metadata"] == {"stock": 2}
    assert unseen.count_items(collection=collection, filter={"stock": {"gte": 1}}) == 1
    by_price = unseen.items(collection=collection, sort="price:desc", filter='{"price":{"exists":true}}')
    assert [item["metadata"]["price"] for item in by_price] == sorted(map(len, NAMES), reverse=True)
    unseen.delete_item("other", collection=collection, trash=True)
    unseen.delete_items(ids=["dog"], collection=collection, trash=True)
    assert [item["id"] for item in unseen.trash(collection=collection)] == ["dog", "other"]
    assert api.get_trashed_item_image("dog", collection=collection)
    assert [result["status"] for result in unseen.restore_items(["dog", "never"], collection=collection)] == ["restored", "failed"]
    assert unseen.empty_trash(collection=collection) == 1
    assert unseen.delete_items(filter={"stock": 2}, collection=collection, dry_run=True) == {"matched": 1, "deleted": 0}
    assert unseen.delete_items(ids=["new"], collection=collection) == {"matched": 1, "deleted": 1}
    assert api.get_item_text("dog", collection=collection)["words"] == []
    api.update_item_text("dog", {"words": [{"text": "beware"}]}, collection=collection)
    assert unseen.image("dog", collection=collection)
    assert api.get_item_attention("dog", collection=collection, text="a dog").startswith(b"\x89PNG")
    assert api.get_collection(collection)["items"] == len(NAMES)
    assert api.update_collection(collection, {"displayName": "Python", "facetFields": ["kind"]})["displayName"] == "Python"
    assert collection in {known["name"] for known in unseen.collections()}
    exported = [line for line in unseen.export_items(collection, vectors=True) if line.get("id") == "dog"]
    assert exported and api.export_collection(collection)


def _searches(unseen: Unseen, collection: str) -> None:
    found = unseen.search({"text": "SKU-3-dog", "collection": collection, "weights": {"keywords": 2}})
    assert found["hits"][0]["id"] == "dog"
    assert "keywords" in found["hits"][0]["matchedBy"]
    arranged = unseen.search(
        {
            "collection": collection,
            "queries": [{"itemId": "apple"}, {"text": "a dog", "weight": -0.5}],
            "not": [{"itemId": "guitar"}],
            "nearDuplicates": "fold",
            "facets": ["kind", {"field": "price", "ranges": [{"to": 4}, {"from": 4}]}],
            "groupBy": {"field": "kind", "size": 2},
            "boost": [{"field": "price", "weight": 0.2}],
            "diversity": 0.3,
            "fields": ["price"],
        }
    )
    assert set(arranged["facets"]) == {"kind", "price"}
    assert all(set(hit["metadata"]) == {"price"} for hit in arranged["hits"])
    first, second = unseen.search_many([{"collection": collection, "sort": [{"field": "price"}]}, {"collection": "none"}])
    assert cast(models.SearchResult, first)["hits"][0]["id"] in ("cat", "dog")
    assert cast(models.Problem, second)["code"] == "collection_not_found"
    assert all(len(group["ids"]) > 1 for group in unseen.near_duplicates(collection=collection))
    *_, making = unseen.watch_job(unseen.make_map(collection))
    assert making["state"] == "completed"
    mapped = unseen.collection_map(collection)
    assert mapped["changedSince"] == 0
    assert len(mapped["ids"]) == len(mapped["x"]) == len(mapped["y"]) == unseen.count_items(collection=collection)
    assert unseen.collection_places(collection)["ids"] == []
    named = unseen.classify({"collection": collection}, image=PICTURES / "1f415.webp")
    assert "classes" in named
    assert {facet["field"] for facet in unseen.api.list_facets(collection, values=3)["facets"]} >= {"kind", "sku"}


def _jobs(unseen: Unseen) -> None:
    api = unseen.api
    into = f"jobs-{secrets.token_hex(4)}"
    rows = "\n".join(f"long-{n},a thing of number {n}" for n in range(3_000))
    (ROOT / f"{into}.csv").write_text(f"id,caption\n{rows}")
    assert f"{into}.csv" in {file["name"] for file in api.list_job_sources()["files"]}
    preview = unseen.preview_job({"type": "csv", "path": f"{into}.csv"}, limit=2)
    assert [field["becomes"] for field in preview["fields"]] == ["id", "caption"]
    assert [record["id"] for record in preview["records"]] == ["long-0", "long-1"]
    job = unseen.start_job({"collection": into, "source": {"type": "csv", "path": f"{into}.csv"}})
    api.pause_job(job["id"])
    api.resume_job(job["id"])
    api.cancel_job(job["id"])
    *_, last = unseen.watch_job(job["id"])
    assert last["state"] == api.get_job(job["id"])["state"] == "cancelled"
    (ROOT / into).mkdir()
    (ROOT / into / "empty.jpg").write_bytes(b"")
    job = unseen.start_job({"collection": into, "source": {"type": "folder", "path": into}})
    *_, last = unseen.watch_job(job["id"])
    assert len(api.list_job_failures(job["id"])["failures"]) == 1
    api.retry_job(job["id"])
    assert job["id"] in {one["id"] for one in api.list_jobs()["jobs"]}


def _classes(unseen: Unseen, collection: str) -> None:
    api = unseen.api
    names = list(NAMES)
    made = [
        unseen.add_class(
            {"name": f"{name} {collection}", "seen": True, "exemplars": [name, names[at - 1]], "collection": collection}
        )
        for at, name in enumerate(names)
    ]
    extra = [
        unseen.add_class({"name": f"thing {n} {collection}", "seen": True, "exemplars": names[n : n + 2], "collection": collection})
        for n in range(3)
    ]
    first = made[0]["id"]
    api.preview_class({"name": "hound", "seen": False, "in": collection})
    api.get_class(first)
    api.update_class(first, {"synonyms": [f"pome {collection}"]})
    unseen.judge_class(first, {"confirm": ["apple"], "collection": collection})
    api.get_retag_progress()
    api.lint_classes(collection=collection)
    api.calibrate_classes({"collection": collection})
    api.list_unknown_items(collection=collection)
    api.dismiss_unknown_items({"collection": collection, "ids": ["rose"]})
    api.take_back_dismissals(collection=collection)
    api.list_mismatches(collection=collection)
    file = api.export_classes()
    assert not isinstance(file, bytes)
    api.import_classes(file)
    assert isinstance(api.export_classes(format="csv"), bytes)
    table = api.import_classes(f"name,seen\ntable {collection},false\n")
    assert table["added"] == 1
    versions = api.list_class_versions()["versions"]
    api.diff_class_versions(collection=collection, from_=versions[-1]["version"], to=versions[0]["version"])
    api.publish_class_version(versions[0]["version"])
    api.update_class_settings({"serves": "published"})
    assert api.get_class_settings()["published"] == versions[0]["version"]
    api.update_class_settings({"serves": "latest"})
    api.roll_back_classes(versions[1]["version"])
    measured = api.create_class_evaluation({"field": "kind", "collection": collection})
    assert measured["id"] in {one["id"] for one in api.list_class_evaluations()["evaluations"]}
    api.get_class_evaluation(measured["id"])
    api.delete_class_evaluation(measured["id"])
    assert len(list(unseen.classes())) == len(api.list_classes(limit=1_000)["classes"])
    for known in [*made, *extra]:
        api.delete_class(known["id"])


def test_the_same_without_waiting(collection: str) -> None:
    async def use() -> None:
        async with AsyncUnseen(URL or "", retry_for=5) as unseen:
            things = [{"id": name, "collection": collection, "caption": name} for name in NAMES]
            assert [outcome.error async for outcome in unseen.add_items(things)] == [None] * len(NAMES)
            found, named = await asyncio.gather(
                unseen.search({"text": "a dog", "collection": collection}), unseen.api.get_collection(collection)
            )
            assert found["hits"][0]["id"] == "dog"
            assert named["items"] == len(NAMES)
            pages = [page async for page in unseen.search_pages({"collection": collection, "limit": 4})]
            assert [len(page["hits"]) for page in pages] == [4, 2]
            async for hit in unseen.hits({"collection": collection, "limit": 2}):
                assert hit["id"] in NAMES
                break
            statuses = [
                result["status"]
                async for result in unseen.write_items(
                    [{"op": "merge", "id": "dog", "metadata": {"n": 1}}, {"op": "delete", "id": "cat"}], collection=collection
                )
            ]
            assert statuses == ["updated", "deleted"]
            lines = [line async for line in unseen.export_items(collection)]
            assert json.dumps(lines).count('"n": 1') == 1
            (ROOT / collection).mkdir()
            (ROOT / collection / "apple.webp").write_bytes((PICTURES / "1f34e.webp").read_bytes())
            job = await unseen.start_job({"collection": collection, "source": {"type": "folder", "path": collection}})
            states = [state["state"] async for state in unseen.watch_job(job["id"])]
            assert states[-1] == "completed"
            with pytest.raises(UnseenError, match="item_not_found"):
                await unseen.item("cat", collection=collection)

    asyncio.run(use())
