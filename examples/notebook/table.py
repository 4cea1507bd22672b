"""A table in pandas, searched by what its pictures show. Cells begin with `# %%`: Jupyter, VS Code and Spyder run them one by one.

Run: python table.py PRODUCTS.csv COLLECTION [QUERY]
    Columns `id` and `title`, `image` with a path, and whatever else is known. Needs pandas.
"""

# %% What is there
import os
import sys
from pathlib import Path

import pandas as pd

from unseen_client import Unseen

source, collection = Path(sys.argv[1]), sys.argv[2]
query = sys.argv[3] if len(sys.argv) > 3 else "something red"
table = pd.read_csv(source)
print(table.head())

# %% Load it: a few items at a time, what is wrong with one stops no other
unseen = Unseen(os.environ.get("UNSEEN_URL", "http://127.0.0.1:8080"), os.environ.get("UNSEEN_API_KEY"))
others = [column for column in table.columns if column not in ("id", "title", "image")]


def items():
    for row in table.to_dict("records"):
        yield {
            "id": str(row["id"]),
            "collection": collection,
            "caption": row["title"],
            "image": source.parent / row["image"] if pd.notna(row["image"]) else None,
            "metadata": {column: row[column] for column in others if pd.notna(row[column])},
        }


outcomes = pd.DataFrame(
    {"id": outcome.item["id"], "error": outcome.error.code if outcome.error else None} for outcome in unseen.add_items(items())
)
print(f"{outcomes['error'].isna().sum()} stored, {outcomes['error'].notna().sum()} failed")

# %% Search it, and have the hits as a table again
hits = pd.DataFrame(
    {"id": hit["id"], "match": hit["match"], **hit["metadata"]}
    for hit in unseen.search({"text": query, "collection": collection, "limit": 10, "cutoff": "off"})["hits"]
)
print(hits.to_string(index=False))

# %% What the hits have in common
if others:
    facets = unseen.search({"collection": collection, "facets": others, "limit": 1})["facets"]
    print(pd.DataFrame({field: {count["value"]: count["count"] for count in facets[field]["values"]} for field in others[:1]}))
