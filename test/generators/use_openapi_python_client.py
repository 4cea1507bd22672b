"""The client that openapi-python-client makes (package `first`) adds, lists, finds, classifies and deletes items."""

import base64
import io
import sys

from first import Client
from first.api.classes import classify, create_class
from first.api.items import create_item, delete_item, get_item, list_items
from first.api.search import search
from first.models import (
    ClassifyRequest,
    CreateClass,
    CreateItem,
    CreateItemForm,
    CreateItemFormMetadata,
    CreateItemMetadata,
    SearchRequest,
    SearchRequestFilter,
)
from first.types import File
from picture import red_square

COLLECTION = "first"
client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)
picture = red_square()


def metadata_of(kind, **fields):
    made = kind()
    made.additional_properties = fields
    return made


def expect(what, is_so):
    if not is_so:
        raise SystemExit(f"not so: {what}")
    print("ok:", what)


added = create_item.sync_detailed(
    client=client,
    body=CreateItem(
        id="json",
        collection=COLLECTION,
        image=base64.b64encode(picture).decode(),
        caption="a red square",
        metadata=metadata_of(CreateItemMetadata, price=3),
    ),
)
expect("an item with a picture in JSON is added", added.status_code == 201 and added.parsed.id == "json")
form = CreateItemForm(
    id="form",
    collection=COLLECTION,
    image=File(payload=io.BytesIO(picture), file_name="red.png", mime_type="image/png"),
    caption="a second red square",
    metadata=metadata_of(CreateItemFormMetadata, price=9),
)
added = create_item.sync_detailed(client=client, body=form)
expect("an item with a picture as a file is added", added.status_code == 201 and added.parsed.id == "form")
again = create_item.sync_detailed(
    client=client, body=CreateItem(id="json", collection=COLLECTION, image=base64.b64encode(picture).decode(), caption="a red square")
)
expect("the same again is told apart", again.status_code == 200)

listed = list_items.sync(client=client, collection=COLLECTION, limit=5)
expect("items are listed", [item.id for item in listed.items] == ["form", "json"])
got = get_item.sync(id="json", client=client, collection=COLLECTION)
expect("metadata comes back", got.metadata.additional_properties == {"price": 3})

wanted = SearchRequestFilter()
wanted.additional_properties = {"price": {"lte": 5}}
found = search.sync(client=client, body=SearchRequest(collection=COLLECTION, text="a red square", limit=3, filter_=wanted))
expect("a search with a filter finds", [hit.id for hit in found.hits] == ["json"])
expect("a hit has a score", found.hits[0].score > 0)

made = create_class.sync(client=client, body=CreateClass(name="square", seen=False))
expect("a class is made", made.name == "square")
classes = classify.sync(client=client, body=ClassifyRequest(collection=COLLECTION, text="a square"))
expect("a text is classified", any(each.name == "square" for each in classes.classes))

for id_ in ("json", "form"):
    expect("an item is deleted", delete_item.sync_detailed(id=id_, client=client, collection=COLLECTION).status_code == 204)
refused = get_item.sync(id="json", client=client, collection=COLLECTION)
expect("what is gone is a problem with a code", getattr(refused, "code", None) == "item_not_found")
