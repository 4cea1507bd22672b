"""A platform for callers that await."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from . import models
from .client import Outcome, Unseen
from .operations import AsyncOperations
from .parts import Picture
from .transport import Retry

T = TypeVar("T")

#: Requests under way at once; as many connections are kept.
AT_ONCE = 16


class AsyncUnseen:
    """:class:`Unseen` for programs that await: the same calls and answers, as patient, beside the event loop.

    Requests run in threads of its own, at most 16 at once; lists that come page by page are asynchronous iterators.

    Example:
        >>> async with AsyncUnseen("http://127.0.0.1:8080") as unseen:
        ...     async for hit in unseen.hits("a red shoe"):
        ...         print(hit["id"])

    Args:
        url: Where the platform answers.
        key: A key (``usk_...``).
        retry_for: Seconds for which a request is tried again while nothing answers or the platform asks to wait.
        timeout: Seconds to wait for an answer.
        on_retry: Told before each wait, in a thread.
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
        self._unseen = Unseen(url, key, retry_for=retry_for, timeout=timeout, on_retry=on_retry)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="unseen")
        #: Every operation of the API: ``await unseen.api.list_jobs()``.
        self.api = AsyncOperations(self.request)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connections; what has not begun does not begin."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._unseen.close()

    async def request(self, method: str, path: str, **parts: Any) -> Any:
        """Sends any request; see :meth:`Unseen.request`."""
        return await self._run(lambda: self._unseen.request(method, path, **parts))

    # Searching

    async def search(self, what: str | models.SearchRequest, *, image: Picture | None = None) -> models.SearchResult:
        """Searches by text, picture, item, or text and picture together."""
        return await self._run(lambda: self._unseen.search(what, image=image))

    def search_pages(
        self, what: str | models.SearchRequest, *, image: Picture | None = None
    ) -> AsyncIterator[models.SearchResult]:
        """A search page by page, until there is no more."""
        return self._each(lambda: self._unseen.search_pages(what, image=image))

    def hits(self, what: str | models.SearchRequest, *, image: Picture | None = None) -> AsyncIterator[models.Hit]:
        """The hits of a search, best first, however many pages they fill."""
        return self._each(lambda: self._unseen.hits(what, image=image))

    async def search_many(self, searches: Iterable[str | models.SearchRequest]) -> list[models.SearchResult | models.Problem]:
        """Up to 50 searches in one request; what is wrong with one stops no other."""
        return await self._run(lambda: self._unseen.search_many(searches))

    async def classify(
        self, what: str | models.ClassifyRequest, *, image: Picture | None = None
    ) -> models.Classification:
        """The class of a picture, of a stored item, or of words; with ``unknown``, that none explains it."""
        return await self._run(lambda: self._unseen.classify(what, image=image))

    # Items

    async def add_item(self, *, image: Picture | None = None, **fields: Any) -> models.CreatedItem:
        """Adds an item; sending the same one twice adds it once."""
        return await self._run(lambda: self._unseen.add_item(image=image, **fields))

    def add_items(self, items: Iterable[Mapping[str, Any]], *, parallel: int = 4) -> AsyncIterator[Outcome]:
        """Adds items, a few at a time, and says what became of each, in the order they end in."""
        return self._each(lambda: self._unseen.add_items(items, parallel=parallel))

    async def item(self, id: str, *, collection: str | None = None) -> models.Item:
        """What is known of an item."""
        return await self._run(lambda: self._unseen.item(id, collection=collection))

    async def put_item(
        self,
        id: str,
        *,
        image: Picture | None = None,
        collection: str | None = None,
        if_match: str | None = None,
        **fields: Any,
    ) -> models.Item:
        """Makes an item, or replaces it whole; it is found all the while."""
        place: dict[str, Any] = {"collection": collection, "if_match": if_match}
        return await self._run(lambda: self._unseen.put_item(id, image=image, **place, **fields))

    async def update_item(
        self,
        id: str,
        changes: models.UpdateItem,
        *,
        image: Picture | None = None,
        collection: str | None = None,
        if_match: str | None = None,
    ) -> models.Item:
        """Changes an item: what is absent stays, ``None`` removes, metadata is merged field by field."""
        place: dict[str, Any] = {"collection": collection, "if_match": if_match}
        return await self._run(lambda: self._unseen.update_item(id, changes, image=image, **place))

    def write_items(
        self, operations: Iterable[models.ItemOperation], *, collection: str = "default", at_once: int = 1_000
    ) -> AsyncIterator[models.OperationResult]:
        """Creates, updates, merges and deletes items, as many as there are, at most 1,000 in a request."""
        return self._each(lambda: self._unseen.write_items(operations, collection=collection, at_once=at_once))

    async def delete_item(self, id: str, *, collection: str | None = None, trash: bool = False) -> None:
        """Removes an item for good, or puts it into the trash."""
        await self._run(lambda: self._unseen.delete_item(id, collection=collection, trash=trash))

    def trash(self, *, collection: str = "default") -> AsyncIterator[models.TrashedItem]:
        """What lies in the trash of a collection, last thrown away first, got page by page."""
        return self._each(lambda: self._unseen.trash(collection=collection))

    async def restore_items(self, ids: Iterable[str], *, collection: str = "default") -> list[models.RestoredItem]:
        """Puts items in the trash back as they were. Says what became of each, in their order."""
        return await self._run(lambda: self._unseen.restore_items(ids, collection=collection))

    async def empty_trash(self, *, ids: Iterable[str] | None = None, collection: str = "default") -> int:
        """Removes items in the trash for good, all of them where no ids are given. Says how many."""
        return await self._run(lambda: self._unseen.empty_trash(ids=ids, collection=collection))

    async def delete_items(
        self,
        *,
        ids: Iterable[str] | None = None,
        filter: Mapping[str, Any] | None = None,
        collection: str = "default",
        dry_run: bool = False,
        trash: bool = False,
    ) -> models.DeletedItems:
        """Removes items by their ids or by a filter, for good or into the trash, or counts what would go."""
        place: dict[str, Any] = {"collection": collection, "dry_run": dry_run, "trash": trash}
        return await self._run(lambda: self._unseen.delete_items(ids=ids, filter=filter, **place))

    async def count_items(self, *, collection: str | None = None, filter: Mapping[str, Any] | None = None) -> int:
        """How many items a collection has, or satisfy a filter."""
        return await self._run(lambda: self._unseen.count_items(collection=collection, filter=filter))

    def items(self, *, collection: str | None = None, **query: Any) -> AsyncIterator[models.Item]:
        """Every item of a collection, got page by page."""
        return self._each(lambda: self._unseen.items(collection=collection, **query))

    async def image(
        self, id: str, *, collection: str | None = None, size: Literal["thumbnail", "original"] | None = None
    ) -> bytes:
        """An item's thumbnail, or its picture as it came."""
        return await self._run(lambda: self._unseen.image(id, collection=collection, size=size))

    async def collections(self) -> list[models.Collection]:
        """The caller's collections and their sizes."""
        return await self._run(self._unseen.collections)

    def export_items(
        self, collection: str, *, vectors: bool = False, images: bool = False
    ) -> AsyncIterator[dict[str, Any]]:
        """All items of a collection, read as they come."""
        return self._each(lambda: self._unseen.export_items(collection, vectors=vectors, images=images))

    def near_duplicates(
        self, *, collection: str = "default", likeness: float | None = None
    ) -> AsyncIterator[models.AlikeGroup]:
        """Pictures that look the same, group by group: a walk over all of a collection."""
        return self._each(lambda: self._unseen.near_duplicates(collection=collection, likeness=likeness))

    async def make_map(self, collection: str = "default") -> str:
        """Arranges the items of a collection in two dimensions, as a job: gives its id, for :meth:`watch_job`."""
        return await self._run(lambda: self._unseen.make_map(collection))

    async def collection_map(self, collection: str = "default") -> dict[str, Any]:
        """Where the items of a collection lie: ``ids``, ``x`` and ``y`` (0 to 1) of the same length, and what is known of the map."""
        return await self._run(lambda: self._unseen.collection_map(collection))

    async def collection_places(self, collection: str = "default") -> dict[str, Any]:
        """Where on earth items were made: ``ids``, ``latitude`` and ``longitude`` in degrees, of the same length."""
        return await self._run(lambda: self._unseen.collection_places(collection))

    # Jobs

    async def preview_job(self, source: models.JobSource, *, limit: int = 5) -> models.JobPreview:
        """What a job would read first, and what the columns of a table would become; nothing is stored."""
        return await self._run(lambda: self._unseen.preview_job(source, limit=limit))

    async def start_job(self, job: models.CreateJob) -> models.Job:
        """Starts loading in bulk, from files the platform can read."""
        return await self._run(lambda: self._unseen.start_job(job))

    def watch_job(self, id: str) -> AsyncIterator[models.Job]:
        """The job after every change, until it is over; connects anew when the stream breaks."""
        return self._each(lambda: self._unseen.watch_job(id))

    # Classes

    async def add_class(self, new: models.CreateClass) -> models.WrittenClass:
        """Adds a class; it works at once, with no retraining."""
        return await self._run(lambda: self._unseen.add_class(new))

    async def judge_class(self, id: str, judgements: models.Judgements) -> models.WrittenClass:
        """Says which items belong to a class and which do not: its line moves with them."""
        return await self._run(lambda: self._unseen.judge_class(id, judgements))

    def classes(self) -> AsyncIterator[models.CatalogueClass]:
        """Every class, by name."""
        return self._each(self._unseen.classes)

    async def _run(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    async def _each(self, begin: Callable[[], Iterator[T]]) -> AsyncIterator[T]:
        source = begin()
        end = object()
        try:
            while True:
                value: T | object = await self._run(lambda: next(source, end))
                if value is end:
                    return
                yield value  # type: ignore[misc]
        finally:
            # While its thread still waits for an answer, the source cannot be closed: it ends with that answer.
            with suppress(ValueError):
                getattr(source, "close", lambda: None)()
