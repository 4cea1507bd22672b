"""The examples in Python, as they stand in the repository, on a running platform."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

PICTURES = Path(os.environ.get("UNSEEN_TEST_PICTURES", "."))
EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = {"apple": "1f34e", "dog": "1f415", "guitar": "1f3b8"}

pytestmark = pytest.mark.skipif("UNSEEN_URL" not in os.environ, reason="UNSEEN_URL names no platform")


def run(example: str, *arguments: str | Path) -> str:
    command = [sys.executable, str(EXAMPLES / example), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    for name, code in NAMES.items():
        (tmp_path / f"{name}.webp").write_bytes((PICTURES / f"{code}.webp").read_bytes())
    return tmp_path


def test_brings_a_collection_up_to_date_with_a_feed(pictures: Path) -> None:
    feed, collection = pictures / "feed.jsonl", f"feed-{secrets.token_hex(4)}"

    def offer(names: list[str], price: int) -> None:
        rows = [{"id": name, "caption": name, "image": f"{name}.webp", "metadata": {"price": price}} for name in names]
        feed.write_text("\n".join(map(json.dumps, rows)))

    offer(list(NAMES), 1)
    assert run("nightly-feed/feed.py", feed, collection) == "3 added, 0 updated, 0 unchanged, 0 deleted, 0 failed\n"
    assert run("nightly-feed/feed.py", feed, collection) == "0 added, 0 updated, 3 unchanged, 0 deleted, 0 failed\n"
    offer(["dog", "guitar"], 2)
    assert run("nightly-feed/feed.py", feed, collection) == "0 added, 2 updated, 0 unchanged, 1 deleted, 0 failed\n"


def test_loads_and_searches_a_table(pictures: Path) -> None:
    table = pictures / "table.csv"
    rows = [f"{name},a {name},{name}.webp,{len(name)}" for name in NAMES]
    table.write_text("\n".join(["id,title,image,price", *rows]))
    out = run("notebook/table.py", table, f"table-{secrets.token_hex(4)}", "a dog")
    assert "3 stored, 0 failed" in out
    hits = out[out.index("match") :].splitlines()
    assert hits[1].split()[0] == "dog"
