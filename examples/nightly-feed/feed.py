"""Brings a collection up to date with a product feed: what changed is written, what is new added, what is gone removed.

Run: python feed.py FEED.jsonl COLLECTION
    A line is {"id": "...", "caption": "...", "metadata": {...}, "image": "path or nothing"}.
    UNSEEN_URL says where the platform answers, UNSEEN_API_KEY with which key (scope ingest).
"""

import base64
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from unseen_client import Unseen, UnseenError, models


def rows(feed: Path, offered: set[str]) -> Iterator[models.ItemOperation]:
    for line in feed.read_text().splitlines():
        if line.strip():
            row = json.loads(line)
            offered.add(row["id"])
            # A picture that is stored already costs its way here and nothing else: it is known by its content.
            if "image" in row:
                row["image"] = base64.b64encode((feed.parent / row["image"]).read_bytes()).decode()
            yield {"op": "upsert", **row}


def main() -> int:
    if len(sys.argv) != 3:
        print("Usage: python feed.py FEED.jsonl COLLECTION", file=sys.stderr)
        return 2
    feed, collection = Path(sys.argv[1]), sys.argv[2]
    counts: Counter[str] = Counter()
    offered: set[str] = set()

    with Unseen(os.environ.get("UNSEEN_URL", "http://127.0.0.1:8080"), os.environ.get("UNSEEN_API_KEY")) as unseen:

        def apply(operations: Iterable[models.ItemOperation]) -> None:
            # With a picture each, fifty stay below the largest body a platform takes.
            for result in unseen.write_items(operations, collection=collection, at_once=50):
                counts[result["status"]] += 1
                if result["status"] == "failed":
                    print(f"{result['id']}: {result['error']['code']}: {result['error']['detail']}", file=sys.stderr)

        try:
            apply(rows(feed, offered))
            # What was stored and is no longer offered. A feed that broke off must not empty a shop: nothing is removed after a failure.
            if offered and not counts["failed"]:
                gone = [item["id"] for item in unseen.items(collection=collection) if item["id"] not in offered]
                apply({"op": "delete", "id": id} for id in gone)
        except UnseenError as error:
            print(f"Stopped: {error}", file=sys.stderr)
            return 1
    ends = ("added", "updated", "unchanged", "deleted", "failed")
    print(", ".join(f"{counts[end]} {end}" for end in ends))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
