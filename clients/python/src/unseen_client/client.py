"""A platform, typed."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Any, Literal, Self, cast

from urllib3.exceptions import HTTPError

from . import models
from .errors import UnseenError
from .operations import Operations
from .parts import Picture, file_of, segment
from .transport import Retry, Transport

FINAL_STATES = frozenset({"completed", "cancelled", "failed"})
#: Seconds before a stream that broke is opened anew.
RECONNECT = 1.0


@dataclass(frozen=True)
class Outcome:
    """What became of one item of many."""

    item: Mapping[str, Any]
    #: Absent when it was refused.
    result: models.CreatedItem | None = None
    #: Why it was refused; it alone is at fault.
    error: UnseenError | None = None


class Unseen:
    """A platform. The common calls have a method; every operation is there under ``api``, typed.

    Every method raises :class:`UnseenError` when the platform refuses or does not answer.

    Example:
        >>> unseen = Unseen("http://127.0.0.1:8080")
        >>> unseen.search({"text": "a red shoe", "filter": {"price": {"lte": 100}}})["hits"]

    Args:
        url: Where the platform answers.
        key: A key (``usk_...``).
        retry_for: Seconds for which a request is tried again while nothing answers or the platform asks to wait.
        timeout: Seconds to wait for an answer.
        on_retry: Told before each wait.
    """

    def __init__(
        self,
        url: str = "http://127.0.0.1:8080",
        key: str | None = None,
        *,
        retry_for: float = 60.0,
        timeout: float = 60.0,
        on_retry: Callable[[Retry], None] | None = None,
    ) -> None:
        self._transport = Transport(url, key, retry_for, timeout, on_retry)
        #: Every operation of the API: ``unseen.api.list_jobs()``.
        self.api = Operations(self.request)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._transport.close()

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        json: Any = None,
        form: Mapping[str, Any] | None = None,
        table: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Sends any request: parsed JSON comes back, bytes where the answer is none, None where it is empty.

        Args:
            form: Fields of a form, files as ``(name, bytes)``.
            table: A body of CSV.
        """
        response = self._transport.send(
            method, path, query=query, json_body=json, form=form, table=table, headers=headers
        )
        return _body(response.data, response.headers.get("content-type", ""))

    # Searching

    def search(self, what: str | models.SearchRequest, *, image: Picture | None = None) -> models.SearchResult:
        """Searches by text, picture, item, or text and picture together.

        Args:
            what: The words, or all that a search may hold.
            image: A picture to search with.
        """
        fields = {"text": what} if isinstance(what, str) else dict(what)
        return cast(models.SearchResult, self._with_picture("/v1/search", fields, image))

    def search_pages(
        self, what: str | models.SearchRequest, *, image: Picture | None = None
    ) -> Iterator[models.SearchResult]:
        """A search page by page, until there is no more."""
        fields = {"text": what} if isinstance(what, str) else dict(what)
        loaded = None if image is None else file_of(image)
        while True:
            page = cast(models.SearchResult, self._with_picture("/v1/search", fields, loaded))
            yield page
            if page["nextCursor"] is None:
                return
            fields["cursor"] = page["nextCursor"]

    def hits(self, what: str | models.SearchRequest, *, image: Picture | None = None) -> Iterator[models.Hit]:
        """The hits of a search, best first, however many pages they fill."""
        for page in self.search_pages(what, image=image):
            yield from page["hits"]

    def search_many(self, searches: Iterable[str | models.SearchRequest]) -> list[models.SearchResult | models.Problem]:
        """Up to 50 searches in one request; what is wrong with one stops no other."""
        asked: list[Any] = [{"text": what} if isinstance(what, str) else what for what in searches]
        return self.api.search_many({"searches": asked})["results"]

    def classify(self, what: str | models.ClassifyRequest, *, image: Picture | None = None) -> models.Classification:
        """The class of a picture, of a stored item, or of words; with ``unknown``, that none explains it."""
        fields = {"text": what} if isinstance(what, str) else dict(what)
        return cast(models.Classification, self._with_picture("/v1/classify", fields, image))

    # Items

    def add_item(self, *, image: Picture | None = None, **fields: Any) -> models.CreatedItem:
        """Adds an item; sending the same one twice adds it once.

        Args:
            image: Its picture.
            fields: ``id``, ``collection``, ``caption`` or ``captions``, ``metadata``.
        """
        return cast(models.CreatedItem, self._with_picture("/v1/items", fields, image, always_form=True))

    def add_items(self, items: Iterable[Mapping[str, Any]], *, parallel: int = 4) -> Iterator[Outcome]:
        """Adds items, a few at a time, and says what became of each, in the order they end in.

        What is wrong with one item stops no other; what would fail every item alike is raised. Memory does not grow
        with their number.

        Args:
            items: What :meth:`add_item` takes.
            parallel: Items on their way at once.
        """
        source = iter(items)
        under_way: dict[Future[models.CreatedItem], Mapping[str, Any]] = {}
        with ThreadPoolExecutor(max_workers=parallel) as pool:
            try:
                more = True
                while True:
                    while more and len(under_way) < parallel:
                        item = next(source, None)
                        if item is None:
                            more = False
                        else:
                            under_way[pool.submit(lambda one: self.add_item(**one), item)] = item
                    if not under_way:
                        return
                    for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                        item = under_way.pop(done)
                        error = done.exception()
                        if error is None:
                            yield Outcome(item, result=done.result())
                        elif isinstance(error, UnseenError) and not _stops_all(error.status):
                            yield Outcome(item, error=error)
                        else:
                            raise error
            finally:
                for waiting in under_way:
                    waiting.cancel()

    def item(self, id: str, *, collection: str | None = None) -> models.Item:
        """What is known of an item."""
        return cast(models.Item, self.request("GET", _item(id), query={"collection": collection}))

    def put_item(
        self,
        id: str,
        *,
        image: Picture | None = None,
        collection: str | None = None,
        if_match: str | None = None,
        **fields: Any,
    ) -> models.Item:
        """Makes an item, or replaces it whole; it is found all the while.

        Args:
            image: Its picture.
            if_match: ``ETag`` of the version that is replaced; with another one it is refused (``precondition_failed``).
            fields: ``caption`` or ``captions``, ``metadata``.
        """
        body = cast(models.PutItem, fields)
        return self.api.put_item(id, body, image=image, collection=collection, if_match=if_match)

    def update_item(
        self,
        id: str,
        changes: models.UpdateItem,
        *,
        image: Picture | None = None,
        collection: str | None = None,
        if_match: str | None = None,
    ) -> models.Item:
        """Changes an item: what is absent stays, ``None`` removes, metadata is merged field by field."""
        return self.api.update_item(id, changes, image=image, collection=collection, if_match=if_match)

    def write_items(
        self, operations: Iterable[models.ItemOperation], *, collection: str = "default", at_once: int = 1_000
    ) -> Iterator[models.OperationResult]:
        """Creates, updates, merges and deletes items, as many as there are.

        Says what became of each, in their order; an operation that is wrong fails alone.

        Args:
            at_once: Operations of one request, at most 1,000; fewer where pictures come with them.
        """
        source = iter(operations)
        while batch := list(islice(source, at_once)):
            yield from self.api.write_items({"collection": collection, "operations": batch})["results"]

    def delete_items(
        self,
        *,
        ids: Iterable[str] | None = None,
        filter: Mapping[str, Any] | None = None,
        collection: str = "default",
        dry_run: bool = False,
        trash: bool = False,
    ) -> models.DeletedItems:
        """Removes items by their ids or by a filter, for good or into the trash, or counts what would go."""
        body: models.DeleteItems = {"collection": collection, "dryRun": dry_run, "trash": trash}
        if ids is not None:
            body["ids"] = list(ids)
        if filter is not None:
            body["filter"] = dict(filter)
        return self.api.delete_items(body)

    def count_items(self, *, collection: str | None = None, filter: Mapping[str, Any] | None = None) -> int:
        """How many items a collection has, or satisfy a filter."""
        return self.api.count_items(collection=collection, filter=None if filter is None else dict(filter))["count"]

    def delete_item(self, id: str, *, collection: str | None = None, trash: bool = False) -> None:
        """Removes an item for good, or puts it into the trash."""
        self.request("DELETE", _item(id), query={"collection": collection, "trash": trash})

    def trash(self, *, collection: str = "default") -> Iterator[models.TrashedItem]:
        """What lies in the trash of a collection, last thrown away first, got page by page."""
        cursor: str | None = None
        while True:
            page = self.api.list_trash(collection=collection, limit=500, cursor=cursor)
            yield from page["items"]
            cursor = page["nextCursor"]
            if cursor is None:
                return

    def restore_items(self, ids: Iterable[str], *, collection: str = "default") -> list[models.RestoredItem]:
        """Puts items in the trash back as they were. Says what became of each, in their order."""
        return self.api.restore_items({"collection": collection, "ids": list(ids)})["results"]

    def empty_trash(self, *, ids: Iterable[str] | None = None, collection: str = "default") -> int:
        """Removes items in the trash for good, all of them where no ids are given. Says how many."""
        body: models.DeleteFromTrash = {"collection": collection}
        if ids is None:
            body["all"] = True
        else:
            body["ids"] = list(ids)
        return self.api.delete_from_trash(body)["deleted"]

    def items(self, *, collection: str | None = None, **query: Any) -> Iterator[models.Item]:
        """Every item of a collection, got page by page."""
        asked = {"collection": collection, "limit": 500, **query}
        while True:
            page = cast(models.ItemList, self.request("GET", "/v1/items", query=asked))
            yield from page["items"]
            if page["nextCursor"] is None:
                return
            asked["cursor"] = page["nextCursor"]

    def image(self, id: str, *, collection: str | None = None, size: Literal["thumbnail", "original"] | None = None) -> bytes:
        """An item's thumbnail, or its picture as it came."""
        query = {"collection": collection, "size": size}
        return cast(bytes, self.request("GET", f"{_item(id)}/image", query=query))

    def collections(self) -> list[models.Collection]:
        """The caller's collections and their sizes."""
        return cast(models.CollectionList, self.request("GET", "/v1/collections"))["collections"]

    def near_duplicates(self, *, collection: str = "default", likeness: float | None = None) -> Iterator[models.AlikeGroup]:
        """Pictures that look the same, group by group: a walk over all of a collection."""
        asked: dict[str, Any] = {"likeness": likeness}
        while True:
            path = f"/v1/collections/{segment(collection)}/near-duplicates"
            part = cast(models.AlikeList, self.request("GET", path, query=asked))
            yield from part["groups"]
            if part["nextCursor"] is None:
                return
            asked["cursor"] = part["nextCursor"]

    def make_map(self, collection: str = "default") -> str:
        """Arranges the items of a collection in two dimensions, as a job: gives its id, for :meth:`watch_job`."""
        return self.api.make_collection_map(collection)["jobId"]

    def collection_map(self, collection: str = "default") -> dict[str, Any]:
        """Where the items of a collection lie: ``ids``, ``x`` and ``y`` (0 to 1) of the same length, and what is known of the map."""
        lines = self._json_lines(f"/v1/collections/{segment(collection)}/map")
        return {**next(lines), **_columns(lines, "ids", "x", "y", "hasImage")}

    def collection_places(self, collection: str = "default") -> dict[str, Any]:
        """Where on earth items were made: ``ids``, ``latitude`` and ``longitude`` in degrees, of the same length."""
        return _columns(self._json_lines(f"/v1/collections/{segment(collection)}/places"), "ids", "latitude", "longitude", "hasImage")

    def export_items(self, collection: str, *, vectors: bool = False, images: bool = False) -> Iterator[dict[str, Any]]:
        """All items of a collection, read as they come; a job of type ``export`` reads such lines back."""
        yield from self._json_lines(f"/v1/collections/{segment(collection)}/export", {"vectors": vectors, "images": images})

    def _json_lines(self, path: str, query: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        headers = {"accept": "application/x-ndjson"}
        response = self._transport.send("GET", path, query=dict(query or {}), headers=headers, stream=True)
        try:
            for line in _lines(response.stream(amt=None)):
                yield json.loads(line)
        finally:
            response.close()

    # Jobs

    def job_sources(self, path: str = ".") -> models.SourceList:
        """What a folder below the import root holds for jobs to read."""
        return cast(models.SourceList, self.request("GET", "/v1/jobs/sources", query={"path": path}))

    def preview_job(self, source: models.JobSource, *, limit: int = 5) -> models.JobPreview:
        """What a job would read first, and what the columns of a table would become; nothing is stored."""
        return self.api.preview_job({"source": source, "limit": limit})

    def start_job(self, job: models.CreateJob) -> models.Job:
        """Starts loading in bulk, from files the platform can read."""
        return cast(models.Job, self.request("POST", "/v1/jobs", json=job))

    def watch_job(self, id: str) -> Iterator[models.Job]:
        """The job after every change, until it is over; connects anew when the stream breaks."""
        last = ""
        path = f"/v1/jobs/{segment(id)}/events"
        while True:
            response = self._transport.send("GET", path, headers={"accept": "text/event-stream"}, stream=True)
            try:
                for data in _events(response.stream(amt=None), "job"):
                    # Each connection begins with the job as it is.
                    if data == last:
                        continue
                    last = data
                    job = cast(models.Job, json.loads(data))
                    yield job
                    if job["state"] in FINAL_STATES:
                        return
            except (HTTPError, OSError):
                # It broke, or was silent for long: the next one starts with the job as it is then.
                pass
            finally:
                response.close()
            time.sleep(RECONNECT)

    # Classes

    def add_class(self, new: models.CreateClass) -> models.WrittenClass:
        """Adds a class; it works at once, with no retraining."""
        return cast(models.WrittenClass, self.request("POST", "/v1/classes", json=new))

    def judge_class(self, id: str, judgements: models.Judgements) -> models.WrittenClass:
        """Says which items belong to a class and which do not: its line moves with them."""
        path = f"/v1/classes/{segment(id)}/judgements"
        return cast(models.WrittenClass, self.request("POST", path, json=judgements))

    def classes(self) -> Iterator[models.CatalogueClass]:
        """Every class, by name."""
        offset = 0
        while True:
            query = {"limit": 1000, "offset": offset}
            page = cast(models.ClassList, self.request("GET", "/v1/classes", query=query))["classes"]
            yield from page
            if len(page) < 1000:
                return
            offset += len(page)

    def _with_picture(
        self,
        path: str,
        fields: Mapping[str, Any],
        image: Picture | tuple[str, bytes] | None,
        always_form: bool = False,
    ) -> Any:
        if image is None and not always_form:
            return self.request("POST", path, json=fields)
        file = None if image is None else image if isinstance(image, tuple) else file_of(image)
        return self.request("POST", path, form={**fields, "image": file})


def _item(id: str) -> str:
    return f"/v1/items/{segment(id)}"


def _stops_all(status: int) -> bool:
    """What would fail every item alike: no answer, trouble on the other side, a key that may not, a limit on requests."""
    return status == 0 or status >= 500 or status in (401, 403, 429)


def _body(data: bytes, content_type: str) -> Any:
    if not data:
        return None
    kind = content_type.split(";", 1)[0]
    return json.loads(data) if kind == "application/json" or kind.endswith("+json") else data


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Whole lines out of what comes in pieces."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line.decode().rstrip("\r")


def _columns(parts: Iterable[Mapping[str, Any]], *names: str) -> dict[str, list[Any]]:
    """The columns of parts one after the other."""
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for part in parts:
        for name, values in columns.items():
            values.extend(part[name])
    return columns


def _events(chunks: Iterable[bytes], kind: str) -> Iterator[str]:
    """The data of server-sent events of one kind (HTML standard, 9.2.6)."""
    event, data = "message", deque[str]()
    for line in _lines(chunks):
        if line == "":
            if data and event == kind:
                yield "\n".join(data)
            event, data = "message", deque[str]()
        elif line.startswith("event:"):
            event = line[6:].strip()
        elif line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
