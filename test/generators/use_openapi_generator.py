"""The client that openapi-generator makes (package `second_client`) adds, lists, finds, classifies and deletes items."""

import base64
import sys

import second_client as api
from picture import red_square

COLLECTION = "second"
client = api.ApiClient(api.Configuration(host=sys.argv[1]))
items, finding, classes = api.ItemsApi(client), api.SearchApi(client), api.ClassesApi(client)


def expect(what, is_so):
    if not is_so:
        raise SystemExit(f"not so: {what}")
    print("ok:", what)


image = base64.b64encode(red_square()).decode()
new = api.CreateItem(id="one", collection=COLLECTION, image=image, caption="a red square", metadata={"price": 3})
added = items.create_item_with_http_info(new)
expect("an item with a picture is added", added.status_code == 201 and added.data.id == "one")
expect("the same again is told apart", items.create_item_with_http_info(new).status_code == 200)
items.create_item(api.CreateItem(id="two", collection=COLLECTION, caption="a red dog", metadata={"price": 9}))

listed = items.list_items(collection=COLLECTION, limit=5)
expect("items are listed", [item.id for item in listed.items] == ["one", "two"])
expect("metadata comes back", items.get_item(id="one", collection=COLLECTION).metadata == {"price": 3})

query = api.SearchRequest(collection=COLLECTION, text="something red", limit=3, filter={"price": {"lte": 5}})
expect("a search with a filter finds", [hit.id for hit in finding.search(query).hits] == ["one"])

expect("a class is made", classes.create_class(api.CreateClass(name="dog", seen=False)).name == "dog")
answer = classes.classify(api.ClassifyRequest(collection=COLLECTION, text="a dog"))
expect("a text is classified", any(each.name == "dog" for each in answer.classes))

for id_ in ("one", "two"):
    items.delete_item(id=id_, collection=COLLECTION)
try:
    items.get_item(id="one", collection=COLLECTION)
except api.ApiException as problem:
    expect("what is gone is a problem with a code", "item_not_found" in problem.body)
else:
    raise SystemExit("not so: what is deleted is gone")
