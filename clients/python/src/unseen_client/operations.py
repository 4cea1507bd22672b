# Written by `npm run reference` from the OpenAPI document; `npm run check` holds it to the routes.
"""Every operation of the Unseen API as a typed method, for callers that wait and for callers that await."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Literal, cast

from . import models
from .parts import Picture, if_match_header, json_or_table, segment, with_picture


class Operations:
    """Every operation, waited for."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def calibrate_classes(self, body: models.CalibrateRequest) -> models.Calibration:
        """Learn the balance of seen and unseen classes from the exemplars of seen ones."""
        return cast(models.Calibration, self._call("POST", "/v1/classes/calibrate", json=body))

    def cancel_job(self, id: str) -> models.Job:
        """End the job for good; what is ingested stays."""
        return cast(models.Job, self._call("POST", f"/v1/jobs/{segment(id)}/cancel"))

    def cancel_model_switch(self) -> models.ModelStatus:
        """Give the switch up while searches still use the former pack."""
        return cast(models.ModelStatus, self._call("POST", "/v1/model/switch/cancel"))

    def check_liveness(self) -> models.Liveness:
        """The process answers."""
        return cast(models.Liveness, self._call("GET", "/health/live"))

    def check_readiness(self) -> models.Readiness:
        """The process can do its work; names the execution provider in use and each dependency."""
        return cast(models.Readiness, self._call("GET", "/health/ready"))

    def classify(self, body: models.ClassifyRequest, *, image: Picture | None = None) -> models.Classification:
        """Say which classes a picture, an item or a text belongs to."""
        return cast(models.Classification, self._call("POST", "/v1/classify", **with_picture(body, image)))

    def compare_storage(self) -> bytes:
        """Compare ledger, vectors and pictures, as NDJSON."""
        return cast(bytes, self._call("GET", "/v1/storage/differences"))

    def count_items(self, *, collection: str | None = None, filter: dict[str, Any] | str | None = None) -> models.ItemCount:
        """How many items a collection has, or satisfy a filter."""
        return cast(models.ItemCount, self._call("GET", "/v1/items/count", query={"collection": collection, "filter": filter}))

    def create_class(self, body: models.CreateClass) -> models.WrittenClass:
        """Add a class; it can be searched and classified with at once."""
        return cast(models.WrittenClass, self._call("POST", "/v1/classes", json=body))

    def create_class_evaluation(self, body: models.EvaluateClasses) -> models.ClassEvaluation:
        """Measure the classes on items whose metadata says what they are."""
        return cast(models.ClassEvaluation, self._call("POST", "/v1/evaluations/classes", json=body))

    def create_collection(self, body: models.CreateCollection) -> models.Collection:
        """Make a collection."""
        return cast(models.Collection, self._call("POST", "/v1/collections", json=body))

    def create_evaluation(self, body: models.CreateEvaluation) -> models.Evaluation:
        """Measure retrieval on captioned pictures below the import root."""
        return cast(models.Evaluation, self._call("POST", "/v1/evaluations", json=body))

    def create_item(self, body: models.CreateItem, *, image: Picture | None = None) -> models.CreatedItem:
        """Add a picture, a caption, or both."""
        return cast(models.CreatedItem, self._call("POST", "/v1/items", **with_picture(body, image)))

    def create_job(self, body: models.CreateJob) -> models.Job:
        """Load a folder, a manifest, a data set or an archive."""
        return cast(models.Job, self._call("POST", "/v1/jobs", json=body))

    def create_key(self, body: models.CreateApiKey) -> models.NewApiKey:
        """Make a key."""
        return cast(models.NewApiKey, self._call("POST", "/v1/keys", json=body))

    def delete_class(self, id: str, *, if_match: str | None = None) -> None:
        """Remove a class; classes below it stand on their own."""
        self._call("DELETE", f"/v1/classes/{segment(id)}", headers=if_match_header(if_match))

    def delete_class_evaluation(self, id: str) -> None:
        """Remove an evaluation of classes; one that runs is ended."""
        self._call("DELETE", f"/v1/evaluations/classes/{segment(id)}")

    def delete_collection(self, name: str) -> models.StartedJob:
        """Delete a collection and all its items, as a job."""
        return cast(models.StartedJob, self._call("DELETE", f"/v1/collections/{segment(name)}"))

    def delete_evaluation(self, id: str) -> None:
        """Remove an evaluation; one that runs is ended."""
        self._call("DELETE", f"/v1/evaluations/{segment(id)}")

    def delete_from_trash(self, body: models.DeleteFromTrash) -> models.DeletedFromTrash:
        """Remove items in the trash for good."""
        return cast(models.DeletedFromTrash, self._call("POST", "/v1/trash/delete", json=body))

    def delete_item(self, id: str, *, collection: str | None = None, trash: bool | None = None, if_match: str | None = None) -> None:
        """Remove an item and, when no other item uses it, its picture."""
        self._call("DELETE", f"/v1/items/{segment(id)}", query={"collection": collection, "trash": trash}, headers=if_match_header(if_match))

    def delete_items(self, body: models.DeleteItems) -> models.DeletedItems:
        """Remove items by their ids or by a filter, or count what would go."""
        return cast(models.DeletedItems, self._call("POST", "/v1/items/delete", json=body))

    def diff_class_versions(self, *, collection: str | None = None, from_: int, to: int) -> models.VersionDiff:
        """What two versions differ in, and which items change class between them."""
        return cast(models.VersionDiff, self._call("GET", "/v1/classes/diff", query={"collection": collection, "from": from_, "to": to}))

    def dismiss_unknown_items(self, body: models.DismissUnknown) -> models.DismissedItems:
        """Proposes no class for the items of a group any more, until they change."""
        return cast(models.DismissedItems, self._call("POST", "/v1/classes/unknown/dismissals", json=body))

    def empty_collection(self, name: str) -> models.StartedJob:
        """Remove all items of a collection, as a job."""
        return cast(models.StartedJob, self._call("POST", f"/v1/collections/{segment(name)}/empty"))

    def export_classes(self, *, format: Literal["json", "csv"] | None = None, safe: bool | None = None, as_of: int | None = None) -> models.ClassFile | bytes:
        """All classes, ready to be imported again."""
        return cast('models.ClassFile | bytes', self._call("GET", "/v1/classes/export", query={"format": format, "safe": safe, "asOf": as_of}))

    def export_collection(self, name: str, *, vectors: bool | None = None, images: bool | None = None) -> bytes:
        """All items of a collection as NDJSON, with or without vectors."""
        return cast(bytes, self._call("GET", f"/v1/collections/{segment(name)}/export", query={"vectors": vectors, "images": images}))

    def get_class(self, id: str) -> models.CatalogueClass:
        """A class."""
        return cast(models.CatalogueClass, self._call("GET", f"/v1/classes/{segment(id)}"))

    def get_class_evaluation(self, id: str) -> models.ClassEvaluation:
        """How far an evaluation of classes has come, and its result."""
        return cast(models.ClassEvaluation, self._call("GET", f"/v1/evaluations/classes/{segment(id)}"))

    def get_class_settings(self) -> models.ClassSettings:
        """Which version of the catalogue is published, and who sees which."""
        return cast(models.ClassSettings, self._call("GET", "/v1/classes/settings"))

    def get_collection(self, name: str) -> models.Collection:
        """A collection and how much it holds."""
        return cast(models.Collection, self._call("GET", f"/v1/collections/{segment(name)}"))

    def get_collection_map(self, name: str) -> bytes:
        """Where the items of a collection lie in two dimensions, as NDJSON."""
        return cast(bytes, self._call("GET", f"/v1/collections/{segment(name)}/map"))

    def get_evaluation(self, id: str) -> models.Evaluation:
        """How far an evaluation has come, and its result."""
        return cast(models.Evaluation, self._call("GET", f"/v1/evaluations/{segment(id)}"))

    def get_item(self, id: str, *, collection: str | None = None) -> models.Item:
        """Read an item."""
        return cast(models.Item, self._call("GET", f"/v1/items/{segment(id)}", query={"collection": collection}))

    def get_item_attention(self, id: str, *, collection: str | None = None, text: str | None = None) -> bytes:
        """The picture with IMFA’s attention for a text over it."""
        return cast(bytes, self._call("GET", f"/v1/items/{segment(id)}/attention.png", query={"collection": collection, "text": text}))

    def get_item_image(self, id: str, *, collection: str | None = None, size: Literal["thumbnail", "original"] | None = None) -> bytes:
        """The thumbnail; `size=original` for the picture as it came."""
        return cast(bytes, self._call("GET", f"/v1/items/{segment(id)}/image", query={"collection": collection, "size": size}))

    def get_item_text(self, id: str, *, collection: str | None = None) -> models.ItemText:
        """The words in an item’s picture, and where they stand."""
        return cast(models.ItemText, self._call("GET", f"/v1/items/{segment(id)}/text", query={"collection": collection}))

    def get_job(self, id: str) -> models.Job:
        """How far a job has come."""
        return cast(models.Job, self._call("GET", f"/v1/jobs/{segment(id)}"))

    def get_model(self) -> models.ModelStatus:
        """The model pack in use, those to choose from, and how the last switch stands."""
        return cast(models.ModelStatus, self._call("GET", "/v1/model"))

    def get_retag_progress(self) -> models.RetagList:
        """How far the tags of stored items have come, per collection."""
        return cast(models.RetagList, self._call("GET", "/v1/classes/retag"))

    def get_trashed_item_image(self, id: str, *, collection: str | None = None, size: Literal["thumbnail", "original"] | None = None) -> bytes:
        """The picture of an item in the trash: its thumbnail; `size=original` as it came."""
        return cast(bytes, self._call("GET", f"/v1/trash/{segment(id)}/image", query={"collection": collection, "size": size}))

    def import_classes(self, body: models.ClassFile | str, *, mode: Literal["merge", "replace"] | None = None) -> models.ImportResult:
        """Import classes: all of the file, or, where a line is wrong, none of it."""
        return cast(models.ImportResult, self._call("POST", "/v1/classes/import", query={"mode": mode}, **json_or_table(body)))

    def judge_members(self, id: str, body: models.Judgements, *, if_match: str | None = None) -> models.WrittenClass:
        """Say which items belong to a class and which do not."""
        return cast(models.WrittenClass, self._call("POST", f"/v1/classes/{segment(id)}/judgements", json=body, headers=if_match_header(if_match)))

    def lint_classes(self, *, collection: str | None = None) -> models.ClassFindings:
        """Classes that collide, hardly differ, or have no items."""
        return cast(models.ClassFindings, self._call("GET", "/v1/classes/lint", query={"collection": collection}))

    def list_audit(self, *, limit: int | None = None) -> models.AuditLog:
        """The newest administrative acts."""
        return cast(models.AuditLog, self._call("GET", "/v1/audit", query={"limit": limit}))

    def list_class_evaluations(self) -> models.ClassEvaluationList:
        """The newest evaluations of classes, without their results."""
        return cast(models.ClassEvaluationList, self._call("GET", "/v1/evaluations/classes"))

    def list_class_versions(self, *, limit: int | None = None, before: int | None = None) -> models.CatalogueVersionList:
        """The versions of the catalogue, newest first."""
        return cast(models.CatalogueVersionList, self._call("GET", "/v1/classes/versions", query={"limit": limit, "before": before}))

    def list_classes(self, *, q: str | None = None, scope: Literal["seen", "unseen"] | None = None, limit: int | None = None, offset: int | None = None, as_of: int | Literal["published"] | None = None) -> models.ClassList:
        """List classes by name."""
        return cast(models.ClassList, self._call("GET", "/v1/classes", query={"q": q, "scope": scope, "limit": limit, "offset": offset, "asOf": as_of}))

    def list_collection_places(self, name: str) -> bytes:
        """Where on earth the items of a collection were made, as NDJSON."""
        return cast(bytes, self._call("GET", f"/v1/collections/{segment(name)}/places"))

    def list_collections(self) -> models.CollectionList:
        """List collections."""
        return cast(models.CollectionList, self._call("GET", "/v1/collections"))

    def list_evaluations(self) -> models.EvaluationList:
        """The newest evaluations, without their results."""
        return cast(models.EvaluationList, self._call("GET", "/v1/evaluations"))

    def list_facets(self, name: str, *, values: int | None = None) -> models.FacetList:
        """The metadata fields of a collection, with their most frequent values."""
        return cast(models.FacetList, self._call("GET", f"/v1/collections/{segment(name)}/facets", query={"values": values}))

    def list_items(self, *, collection: str | None = None, filter: dict[str, Any] | str | None = None, sort: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.ItemList:
        """The items of a collection, those that satisfy a filter, in an order."""
        return cast(models.ItemList, self._call("GET", "/v1/items", query={"collection": collection, "filter": filter, "sort": sort, "limit": limit, "cursor": cursor}))

    def list_job_failures(self, id: str, *, limit: int | None = None, cursor: int | None = None) -> models.JobFailureList:
        """The entries that could not be ingested, in the order of the source."""
        return cast(models.JobFailureList, self._call("GET", f"/v1/jobs/{segment(id)}/failures", query={"limit": limit, "cursor": cursor}))

    def list_job_sources(self, *, path: str | None = None) -> models.SourceList:
        """What a folder below the import root holds for jobs to read."""
        return cast(models.SourceList, self._call("GET", "/v1/jobs/sources", query={"path": path}))

    def list_jobs(self) -> models.JobList:
        """The newest jobs."""
        return cast(models.JobList, self._call("GET", "/v1/jobs"))

    def list_keys(self, *, tenant: str | None = None) -> models.ApiKeyList:
        """List keys, revoked and expired ones too."""
        return cast(models.ApiKeyList, self._call("GET", "/v1/keys", query={"tenant": tenant}))

    def list_mismatches(self, *, collection: str | None = None, limit: int | None = None) -> models.MismatchList:
        """Pictures that their captions match least."""
        return cast(models.MismatchList, self._call("GET", "/v1/classes/mismatches", query={"collection": collection, "limit": limit}))

    def list_model_switch_failures(self, *, limit: int | None = None) -> models.ModelSwitchFailureList:
        """Items the last switch could not embed."""
        return cast(models.ModelSwitchFailureList, self._call("GET", "/v1/model/switch/failures", query={"limit": limit}))

    def list_near_duplicates(self, name: str, *, limit: int | None = None, likeness: float | None = None, cursor: str | None = None) -> models.AlikeList:
        """Pictures of a collection that look the same, in groups."""
        return cast(models.AlikeList, self._call("GET", f"/v1/collections/{segment(name)}/near-duplicates", query={"limit": limit, "likeness": likeness, "cursor": cursor}))

    def list_trash(self, *, collection: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.TrashList:
        """What was put into the trash of a collection, last thrown away first."""
        return cast(models.TrashList, self._call("GET", "/v1/trash", query={"collection": collection, "limit": limit, "cursor": cursor}))

    def list_unknown_items(self, *, collection: str | None = None, clusters: int | None = None) -> models.UnknownLane:
        """Items no class explains, in clusters with a class proposed for each."""
        return cast(models.UnknownLane, self._call("GET", "/v1/classes/unknown", query={"collection": collection, "clusters": clusters}))

    def make_collection_map(self, name: str) -> models.StartedJob:
        """Arrange the items of a collection in two dimensions, as a job: what is alike lies together."""
        return cast(models.StartedJob, self._call("POST", f"/v1/collections/{segment(name)}/map"))

    def open_queue_session(self) -> None:
        """Open the dashboard of the queues for this browser."""
        self._call("POST", "/v1/queues/session")

    def pause_job(self, id: str) -> models.Job:
        """Let the job rest; what is in the works is finished."""
        return cast(models.Job, self._call("POST", f"/v1/jobs/{segment(id)}/pause"))

    def preview_class(self, body: models.PreviewClass) -> models.ClassPreview:
        """Which items a class would carry, and what it would collide with; nothing changes."""
        return cast(models.ClassPreview, self._call("POST", "/v1/classes/preview", json=body))

    def preview_job(self, body: models.PreviewJob) -> models.JobPreview:
        """What a job would read first, and what the columns of a table would become."""
        return cast(models.JobPreview, self._call("POST", "/v1/jobs/preview", json=body))

    def publish_class_version(self, version: int, *, field: str | None = None, collection: str | None = None, max_drop: float | None = None) -> models.ClassEvaluation | None:
        """Mark a version as the published one."""
        return cast('models.ClassEvaluation | None', self._call("POST", f"/v1/classes/versions/{segment(version)}/publish", query={"field": field, "collection": collection, "maxDrop": max_drop}))

    def put_item(self, id: str, body: models.PutItem, *, image: Picture | None = None, collection: str | None = None, if_match: str | None = None) -> models.Item:
        """Make an item, or replace it whole, picture too."""
        return cast(models.Item, self._call("PUT", f"/v1/items/{segment(id)}", query={"collection": collection}, **with_picture(body, image), headers=if_match_header(if_match)))

    def rebuild_vectors(self, body: models.RebuildVectors) -> models.RebuildBegun:
        """Embed again what has lost its vectors."""
        return cast(models.RebuildBegun, self._call("POST", "/v1/model/rebuild", json=body))

    def remove_leftovers(self) -> bytes:
        """Compare, and remove pictures and vectors that nothing needs, as NDJSON."""
        return cast(bytes, self._call("DELETE", "/v1/storage/leftovers"))

    def restore_items(self, body: models.RestoreItems) -> models.RestoredItems:
        """Put items back as they were."""
        return cast(models.RestoredItems, self._call("POST", "/v1/trash/restore", json=body))

    def resume_job(self, id: str) -> models.Job:
        """Go on with a paused job."""
        return cast(models.Job, self._call("POST", f"/v1/jobs/{segment(id)}/resume"))

    def retry_job(self, id: str) -> models.Job:
        """Try the failed entries again."""
        return cast(models.Job, self._call("POST", f"/v1/jobs/{segment(id)}/retry"))

    def revoke_key(self, id: str, *, tenant: str | None = None) -> None:
        """Revoke a key; it is refused within a second."""
        self._call("DELETE", f"/v1/keys/{segment(id)}", query={"tenant": tenant})

    def roll_back_classes(self, version: int) -> models.RolledBack:
        """Make a new version that equals an earlier one; nothing is embedded again."""
        return cast(models.RolledBack, self._call("POST", f"/v1/classes/versions/{segment(version)}/rollback"))

    def rotate_key(self, id: str, body: models.RotateApiKey, *, tenant: str | None = None) -> models.NewApiKey:
        """Replace a key; the old one is accepted for a while longer."""
        return cast(models.NewApiKey, self._call("POST", f"/v1/keys/{segment(id)}/rotate", query={"tenant": tenant}, json=body))

    def search(self, body: models.SearchRequest, *, image: Picture | None = None) -> models.SearchResult:
        """Search."""
        return cast(models.SearchResult, self._call("POST", "/v1/search", **with_picture(body, image)))

    def search_many(self, body: models.SearchesRequest) -> models.SearchesResult:
        """Search several times."""
        return cast(models.SearchesResult, self._call("POST", "/v1/searches", json=body))

    def switch_model(self, body: models.SwitchModel) -> models.ModelStatus:
        """Go over to another model pack while searches go on."""
        return cast(models.ModelStatus, self._call("POST", "/v1/model/switch", json=body))

    def take_back_dismissals(self, *, collection: str | None = None) -> models.DismissedItems:
        """Takes back what was dismissed in a collection."""
        return cast(models.DismissedItems, self._call("DELETE", "/v1/classes/unknown/dismissals", query={"collection": collection}))

    def take_backup(self) -> bytes:
        """A backup of everything, of all tenants."""
        return cast(bytes, self._call("GET", "/v1/backup"))

    def try_model_switch(self, body: models.TryModelSwitch) -> models.ModelSwitchTrial:
        """How long a switch would take, how much room, and what would fail."""
        return cast(models.ModelSwitchTrial, self._call("POST", "/v1/model/switch/dry-run", json=body))

    def update_class(self, id: str, body: models.UpdateClass, *, if_match: str | None = None) -> models.WrittenClass:
        """Change the fields given."""
        return cast(models.WrittenClass, self._call("PATCH", f"/v1/classes/{segment(id)}", json=body, headers=if_match_header(if_match)))

    def update_class_settings(self, body: models.UpdateClassSettings) -> models.ClassSettings:
        """Set whether keys without the scope `admin` see changes at once, or the published version alone."""
        return cast(models.ClassSettings, self._call("PATCH", "/v1/classes/settings", json=body))

    def update_collection(self, name: str, body: models.UpdateCollection) -> models.Collection:
        """Describe a collection."""
        return cast(models.Collection, self._call("PATCH", f"/v1/collections/{segment(name)}", json=body))

    def update_item(self, id: str, body: models.UpdateItem, *, image: Picture | None = None, collection: str | None = None, if_match: str | None = None) -> models.Item:
        """Change captions, metadata or picture."""
        return cast(models.Item, self._call("PATCH", f"/v1/items/{segment(id)}", query={"collection": collection}, **with_picture(body, image), headers=if_match_header(if_match)))

    def update_item_text(self, id: str, body: models.UpdateItemText, *, collection: str | None = None) -> models.ItemText:
        """Say what is written in an item’s picture."""
        return cast(models.ItemText, self._call("PATCH", f"/v1/items/{segment(id)}/text", query={"collection": collection}, json=body))

    def write_items(self, body: models.ItemBatch, *, collection: str | None = None) -> models.ItemBatchResult:
        """Do up to 1,000 things to items of a collection."""
        return cast(models.ItemBatchResult, self._call("POST", "/v1/items/batch", query={"collection": collection}, json=body))


class AsyncOperations:
    """Every operation, awaited."""

    def __init__(self, call: Callable[..., Awaitable[Any]]) -> None:
        self._call = call

    async def calibrate_classes(self, body: models.CalibrateRequest) -> models.Calibration:
        """Learn the balance of seen and unseen classes from the exemplars of seen ones."""
        return cast(models.Calibration, await self._call("POST", "/v1/classes/calibrate", json=body))

    async def cancel_job(self, id: str) -> models.Job:
        """End the job for good; what is ingested stays."""
        return cast(models.Job, await self._call("POST", f"/v1/jobs/{segment(id)}/cancel"))

    async def cancel_model_switch(self) -> models.ModelStatus:
        """Give the switch up while searches still use the former pack."""
        return cast(models.ModelStatus, await self._call("POST", "/v1/model/switch/cancel"))

    async def check_liveness(self) -> models.Liveness:
        """The process answers."""
        return cast(models.Liveness, await self._call("GET", "/health/live"))

    async def check_readiness(self) -> models.Readiness:
        """The process can do its work; names the execution provider in use and each dependency."""
        return cast(models.Readiness, await self._call("GET", "/health/ready"))

    async def classify(self, body: models.ClassifyRequest, *, image: Picture | None = None) -> models.Classification:
        """Say which classes a picture, an item or a text belongs to."""
        return cast(models.Classification, await self._call("POST", "/v1/classify", **with_picture(body, image)))

    async def compare_storage(self) -> bytes:
        """Compare ledger, vectors and pictures, as NDJSON."""
        return cast(bytes, await self._call("GET", "/v1/storage/differences"))

    async def count_items(self, *, collection: str | None = None, filter: dict[str, Any] | str | None = None) -> models.ItemCount:
        """How many items a collection has, or satisfy a filter."""
        return cast(models.ItemCount, await self._call("GET", "/v1/items/count", query={"collection": collection, "filter": filter}))

    async def create_class(self, body: models.CreateClass) -> models.WrittenClass:
        """Add a class; it can be searched and classified with at once."""
        return cast(models.WrittenClass, await self._call("POST", "/v1/classes", json=body))

    async def create_class_evaluation(self, body: models.EvaluateClasses) -> models.ClassEvaluation:
        """Measure the classes on items whose metadata says what they are."""
        return cast(models.ClassEvaluation, await self._call("POST", "/v1/evaluations/classes", json=body))

    async def create_collection(self, body: models.CreateCollection) -> models.Collection:
        """Make a collection."""
        return cast(models.Collection, await self._call("POST", "/v1/collections", json=body))

    async def create_evaluation(self, body: models.CreateEvaluation) -> models.Evaluation:
        """Measure retrieval on captioned pictures below the import root."""
        return cast(models.Evaluation, await self._call("POST", "/v1/evaluations", json=body))

    async def create_item(self, body: models.CreateItem, *, image: Picture | None = None) -> models.CreatedItem:
        """Add a picture, a caption, or both."""
        return cast(models.CreatedItem, await self._call("POST", "/v1/items", **with_picture(body, image)))

    async def create_job(self, body: models.CreateJob) -> models.Job:
        """Load a folder, a manifest, a data set or an archive."""
        return cast(models.Job, await self._call("POST", "/v1/jobs", json=body))

    async def create_key(self, body: models.CreateApiKey) -> models.NewApiKey:
        """Make a key."""
        return cast(models.NewApiKey, await self._call("POST", "/v1/keys", json=body))

    async def delete_class(self, id: str, *, if_match: str | None = None) -> None:
        """Remove a class; classes below it stand on their own."""
        await self._call("DELETE", f"/v1/classes/{segment(id)}", headers=if_match_header(if_match))

    async def delete_class_evaluation(self, id: str) -> None:
        """Remove an evaluation of classes; one that runs is ended."""
        await self._call("DELETE", f"/v1/evaluations/classes/{segment(id)}")

    async def delete_collection(self, name: str) -> models.StartedJob:
        """Delete a collection and all its items, as a job."""
        return cast(models.StartedJob, await self._call("DELETE", f"/v1/collections/{segment(name)}"))

    async def delete_evaluation(self, id: str) -> None:
        """Remove an evaluation; one that runs is ended."""
        await self._call("DELETE", f"/v1/evaluations/{segment(id)}")

    async def delete_from_trash(self, body: models.DeleteFromTrash) -> models.DeletedFromTrash:
        """Remove items in the trash for good."""
        return cast(models.DeletedFromTrash, await self._call("POST", "/v1/trash/delete", json=body))

    async def delete_item(self, id: str, *, collection: str | None = None, trash: bool | None = None, if_match: str | None = None) -> None:
        """Remove an item and, when no other item uses it, its picture."""
        await self._call("DELETE", f"/v1/items/{segment(id)}", query={"collection": collection, "trash": trash}, headers=if_match_header(if_match))

    async def delete_items(self, body: models.DeleteItems) -> models.DeletedItems:
        """Remove items by their ids or by a filter, or count what would go."""
        return cast(models.DeletedItems, await self._call("POST", "/v1/items/delete", json=body))

    async def diff_class_versions(self, *, collection: str | None = None, from_: int, to: int) -> models.VersionDiff:
        """What two versions differ in, and which items change class between them."""
        return cast(models.VersionDiff, await self._call("GET", "/v1/classes/diff", query={"collection": collection, "from": from_, "to": to}))

    async def dismiss_unknown_items(self, body: models.DismissUnknown) -> models.DismissedItems:
        """Proposes no class for the items of a group any more, until they change."""
        return cast(models.DismissedItems, await self._call("POST", "/v1/classes/unknown/dismissals", json=body))

    async def empty_collection(self, name: str) -> models.StartedJob:
        """Remove all items of a collection, as a job."""
        return cast(models.StartedJob, await self._call("POST", f"/v1/collections/{segment(name)}/empty"))

    async def export_classes(self, *, format: Literal["json", "csv"] | None = None, safe: bool | None = None, as_of: int | None = None) -> models.ClassFile | bytes:
        """All classes, ready to be imported again."""
        return cast('models.ClassFile | bytes', await self._call("GET", "/v1/classes/export", query={"format": format, "safe": safe, "asOf": as_of}))

    async def export_collection(self, name: str, *, vectors: bool | None = None, images: bool | None = None) -> bytes:
        """All items of a collection as NDJSON, with or without vectors."""
        return cast(bytes, await self._call("GET", f"/v1/collections/{segment(name)}/export", query={"vectors": vectors, "images": images}))

    async def get_class(self, id: str) -> models.CatalogueClass:
        """A class."""
        return cast(models.CatalogueClass, await self._call("GET", f"/v1/classes/{segment(id)}"))

    async def get_class_evaluation(self, id: str) -> models.ClassEvaluation:
        """How far an evaluation of classes has come, and its result."""
        return cast(models.ClassEvaluation, await self._call("GET", f"/v1/evaluations/classes/{segment(id)}"))

    async def get_class_settings(self) -> models.ClassSettings:
        """Which version of the catalogue is published, and who sees which."""
        return cast(models.ClassSettings, await self._call("GET", "/v1/classes/settings"))

    async def get_collection(self, name: str) -> models.Collection:
        """A collection and how much it holds."""
        return cast(models.Collection, await self._call("GET", f"/v1/collections/{segment(name)}"))

    async def get_collection_map(self, name: str) -> bytes:
        """Where the items of a collection lie in two dimensions, as NDJSON."""
        return cast(bytes, await self._call("GET", f"/v1/collections/{segment(name)}/map"))

    async def get_evaluation(self, id: str) -> models.Evaluation:
        """How far an evaluation has come, and its result."""
        return cast(models.Evaluation, await self._call("GET", f"/v1/evaluations/{segment(id)}"))

    async def get_item(self, id: str, *, collection: str | None = None) -> models.Item:
        """Read an item."""
        return cast(models.Item, await self._call("GET", f"/v1/items/{segment(id)}", query={"collection": collection}))

    async def get_item_attention(self, id: str, *, collection: str | None = None, text: str | None = None) -> bytes:
        """The picture with IMFA’s attention for a text over it."""
        return cast(bytes, await self._call("GET", f"/v1/items/{segment(id)}/attention.png", query={"collection": collection, "text": text}))

    async def get_item_image(self, id: str, *, collection: str | None = None, size: Literal["thumbnail", "original"] | None = None) -> bytes:
        """The thumbnail; `size=original` for the picture as it came."""
        return cast(bytes, await self._call("GET", f"/v1/items/{segment(id)}/image", query={"collection": collection, "size": size}))

    async def get_item_text(self, id: str, *, collection: str | None = None) -> models.ItemText:
        """The words in an item’s picture, and where they stand."""
        return cast(models.ItemText, await self._call("GET", f"/v1/items/{segment(id)}/text", query={"collection": collection}))

    async def get_job(self, id: str) -> models.Job:
        """How far a job has come."""
        return cast(models.Job, await self._call("GET", f"/v1/jobs/{segment(id)}"))

    async def get_model(self) -> models.ModelStatus:
        """The model pack in use, those to choose from, and how the last switch stands."""
        return cast(models.ModelStatus, await self._call("GET", "/v1/model"))

    async def get_retag_progress(self) -> models.RetagList:
        """How far the tags of stored items have come, per collection."""
        return cast(models.RetagList, await self._call("GET", "/v1/classes/retag"))

    async def get_trashed_item_image(self, id: str, *, collection: str | None = None, size: Literal["thumbnail", "original"] | None = None) -> bytes:
        """The picture of an item in the trash: its thumbnail; `size=original` as it came."""
        return cast(bytes, await self._call("GET", f"/v1/trash/{segment(id)}/image", query={"collection": collection, "size": size}))

    async def import_classes(self, body: models.ClassFile | str, *, mode: Literal["merge", "replace"] | None = None) -> models.ImportResult:
        """Import classes: all of the file, or, where a line is wrong, none of it."""
        return cast(models.ImportResult, await self._call("POST", "/v1/classes/import", query={"mode": mode}, **json_or_table(body)))

    async def judge_members(self, id: str, body: models.Judgements, *, if_match: str | None = None) -> models.WrittenClass:
        """Say which items belong to a class and which do not."""
        return cast(models.WrittenClass, await self._call("POST", f"/v1/classes/{segment(id)}/judgements", json=body, headers=if_match_header(if_match)))

    async def lint_classes(self, *, collection: str | None = None) -> models.ClassFindings:
        """Classes that collide, hardly differ, or have no items."""
        return cast(models.ClassFindings, await self._call("GET", "/v1/classes/lint", query={"collection": collection}))

    async def list_audit(self, *, limit: int | None = None) -> models.AuditLog:
        """The newest administrative acts."""
        return cast(models.AuditLog, await self._call("GET", "/v1/audit", query={"limit": limit}))

    async def list_class_evaluations(self) -> models.ClassEvaluationList:
        """The newest evaluations of classes, without their results."""
        return cast(models.ClassEvaluationList, await self._call("GET", "/v1/evaluations/classes"))

    async def list_class_versions(self, *, limit: int | None = None, before: int | None = None) -> models.CatalogueVersionList:
        """The versions of the catalogue, newest first."""
        return cast(models.CatalogueVersionList, await self._call("GET", "/v1/classes/versions", query={"limit": limit, "before": before}))

    async def list_classes(self, *, q: str | None = None, scope: Literal["seen", "unseen"] | None = None, limit: int | None = None, offset: int | None = None, as_of: int | Literal["published"] | None = None) -> models.ClassList:
        """List classes by name."""
        return cast(models.ClassList, await self._call("GET", "/v1/classes", query={"q": q, "scope": scope, "limit": limit, "offset": offset, "asOf": as_of}))

    async def list_collection_places(self, name: str) -> bytes:
        """Where on earth the items of a collection were made, as NDJSON."""
        return cast(bytes, await self._call("GET", f"/v1/collections/{segment(name)}/places"))

    async def list_collections(self) -> models.CollectionList:
        """List collections."""
        return cast(models.CollectionList, await self._call("GET", "/v1/collections"))

    async def list_evaluations(self) -> models.EvaluationList:
        """The newest evaluations, without their results."""
        return cast(models.EvaluationList, await self._call("GET", "/v1/evaluations"))

    async def list_facets(self, name: str, *, values: int | None = None) -> models.FacetList:
        """The metadata fields of a collection, with their most frequent values."""
        return cast(models.FacetList, await self._call("GET", f"/v1/collections/{segment(name)}/facets", query={"values": values}))

    async def list_items(self, *, collection: str | None = None, filter: dict[str, Any] | str | None = None, sort: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.ItemList:
        """The items of a collection, those that satisfy a filter, in an order."""
        return cast(models.ItemList, await self._call("GET", "/v1/items", query={"collection": collection, "filter": filter, "sort": sort, "limit": limit, "cursor": cursor}))

    async def list_job_failures(self, id: str, *, limit: int | None = None, cursor: int | None = None) -> models.JobFailureList:
        """The entries that could not be ingested, in the order of the source."""
        return cast(models.JobFailureList, await self._call("GET", f"/v1/jobs/{segment(id)}/failures", query={"limit": limit, "cursor": cursor}))

    async def list_job_sources(self, *, path: str | None = None) -> models.SourceList:
        """What a folder below the import root holds for jobs to read."""
        return cast(models.SourceList, await self._call("GET", "/v1/jobs/sources", query={"path": path}))

    async def list_jobs(self) -> models.JobList:
        """The newest jobs."""
        return cast(models.JobList, await self._call("GET", "/v1/jobs"))

    async def list_keys(self, *, tenant: str | None = None) -> models.ApiKeyList:
        """List keys, revoked and expired ones too."""
        return cast(models.ApiKeyList, await self._call("GET", "/v1/keys", query={"tenant": tenant}))

    async def list_mismatches(self, *, collection: str | None = None, limit: int | None = None) -> models.MismatchList:
        """Pictures that their captions match least."""
        return cast(models.MismatchList, await self._call("GET", "/v1/classes/mismatches", query={"collection": collection, "limit": limit}))

    async def list_model_switch_failures(self, *, limit: int | None = None) -> models.ModelSwitchFailureList:
        """Items the last switch could not embed."""
        return cast(models.ModelSwitchFailureList, await self._call("GET", "/v1/model/switch/failures", query={"limit": limit}))

    async def list_near_duplicates(self, name: str, *, limit: int | None = None, likeness: float | None = None, cursor: str | None = None) -> models.AlikeList:
        """Pictures of a collection that look the same, in groups."""
        return cast(models.AlikeList, await self._call("GET", f"/v1/collections/{segment(name)}/near-duplicates", query={"limit": limit, "likeness": likeness, "cursor": cursor}))

    async def list_trash(self, *, collection: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.TrashList:
        """What was put into the trash of a collection, last thrown away first."""
        return cast(models.TrashList, await self._call("GET", "/v1/trash", query={"collection": collection, "limit": limit, "cursor": cursor}))

    async def list_unknown_items(self, *, collection: str | None = None, clusters: int | None = None) -> models.UnknownLane:
        """Items no class explains, in clusters with a class proposed for each."""
        return cast(models.UnknownLane, await self._call("GET", "/v1/classes/unknown", query={"collection": collection, "clusters": clusters}))

    async def make_collection_map(self, name: str) -> models.StartedJob:
        """Arrange the items of a collection in two dimensions, as a job: what is alike lies together."""
        return cast(models.StartedJob, await self._call("POST", f"/v1/collections/{segment(name)}/map"))

    async def open_queue_session(self) -> None:
        """Open the dashboard of the queues for this browser."""
        await self._call("POST", "/v1/queues/session")

    async def pause_job(self, id: str) -> models.Job:
        """Let the job rest; what is in the works is finished."""
        return cast(models.Job, await self._call("POST", f"/v1/jobs/{segment(id)}/pause"))

    async def preview_class(self, body: models.PreviewClass) -> models.ClassPreview:
        """Which items a class would carry, and what it would collide with; nothing changes."""
        return cast(models.ClassPreview, await self._call("POST", "/v1/classes/preview", json=body))

    async def preview_job(self, body: models.PreviewJob) -> models.JobPreview:
        """What a job would read first, and what the columns of a table would become."""
        return cast(models.JobPreview, await self._call("POST", "/v1/jobs/preview", json=body))

    async def publish_class_version(self, version: int, *, field: str | None = None, collection: str | None = None, max_drop: float | None = None) -> models.ClassEvaluation | None:
        """Mark a version as the published one."""
        return cast('models.ClassEvaluation | None', await self._call("POST", f"/v1/classes/versions/{segment(version)}/publish", query={"field": field, "collection": collection, "maxDrop": max_drop}))

    async def put_item(self, id: str, body: models.PutItem, *, image: Picture | None = None, collection: str | None = None, if_match: str | None = None) -> models.Item:
        """Make an item, or replace it whole, picture too."""
        return cast(models.Item, await self._call("PUT", f"/v1/items/{segment(id)}", query={"collection": collection}, **with_picture(body, image), headers=if_match_header(if_match)))

    async def rebuild_vectors(self, body: models.RebuildVectors) -> models.RebuildBegun:
        """Embed again what has lost its vectors."""
        return cast(models.RebuildBegun, await self._call("POST", "/v1/model/rebuild", json=body))

    async def remove_leftovers(self) -> bytes:
        """Compare, and remove pictures and vectors that nothing needs, as NDJSON."""
        return cast(bytes, await self._call("DELETE", "/v1/storage/leftovers"))

    async def restore_items(self, body: models.RestoreItems) -> models.RestoredItems:
        """Put items back as they were."""
        return cast(models.RestoredItems, await self._call("POST", "/v1/trash/restore", json=body))

    async def resume_job(self, id: str) -> models.Job:
        """Go on with a paused job."""
        return cast(models.Job, await self._call("POST", f"/v1/jobs/{segment(id)}/resume"))

    async def retry_job(self, id: str) -> models.Job:
        """Try the failed entries again."""
        return cast(models.Job, await self._call("POST", f"/v1/jobs/{segment(id)}/retry"))

    async def revoke_key(self, id: str, *, tenant: str | None = None) -> None:
        """Revoke a key; it is refused within a second."""
        await self._call("DELETE", f"/v1/keys/{segment(id)}", query={"tenant": tenant})

    async def roll_back_classes(self, version: int) -> models.RolledBack:
        """Make a new version that equals an earlier one; nothing is embedded again."""
        return cast(models.RolledBack, await self._call("POST", f"/v1/classes/versions/{segment(version)}/rollback"))

    async def rotate_key(self, id: str, body: models.RotateApiKey, *, tenant: str | None = None) -> models.NewApiKey:
        """Replace a key; the old one is accepted for a while longer."""
        return cast(models.NewApiKey, await self._call("POST", f"/v1/keys/{segment(id)}/rotate", query={"tenant": tenant}, json=body))

    async def search(self, body: models.SearchRequest, *, image: Picture | None = None) -> models.SearchResult:
        """Search."""
        return cast(models.SearchResult, await self._call("POST", "/v1/search", **with_picture(body, image)))

    async def search_many(self, body: models.SearchesRequest) -> models.SearchesResult:
        """Search several times."""
        return cast(models.SearchesResult, await self._call("POST", "/v1/searches", json=body))

    async def switch_model(self, body: models.SwitchModel) -> models.ModelStatus:
        """Go over to another model pack while searches go on."""
        return cast(models.ModelStatus, await self._call("POST", "/v1/model/switch", json=body))

    async def take_back_dismissals(self, *, collection: str | None = None) -> models.DismissedItems:
        """Takes back what was dismissed in a collection."""
        return cast(models.DismissedItems, await self._call("DELETE", "/v1/classes/unknown/dismissals", query={"collection": collection}))

    async def take_backup(self) -> bytes:
        """A backup of everything, of all tenants."""
        return cast(bytes, await self._call("GET", "/v1/backup"))

    async def try_model_switch(self, body: models.TryModelSwitch) -> models.ModelSwitchTrial:
        """How long a switch would take, how much room, and what would fail."""
        return cast(models.ModelSwitchTrial, await self._call("POST", "/v1/model/switch/dry-run", json=body))

    async def update_class(self, id: str, body: models.UpdateClass, *, if_match: str | None = None) -> models.WrittenClass:
        """Change the fields given."""
        return cast(models.WrittenClass, await self._call("PATCH", f"/v1/classes/{segment(id)}", json=body, headers=if_match_header(if_match)))

    async def update_class_settings(self, body: models.UpdateClassSettings) -> models.ClassSettings:
        """Set whether keys without the scope `admin` see changes at once, or the published version alone."""
        return cast(models.ClassSettings, await self._call("PATCH", "/v1/classes/settings", json=body))

    async def update_collection(self, name: str, body: models.UpdateCollection) -> models.Collection:
        """Describe a collection."""
        return cast(models.Collection, await self._call("PATCH", f"/v1/collections/{segment(name)}", json=body))

    async def update_item(self, id: str, body: models.UpdateItem, *, image: Picture | None = None, collection: str | None = None, if_match: str | None = None) -> models.Item:
        """Change captions, metadata or picture."""
        return cast(models.Item, await self._call("PATCH", f"/v1/items/{segment(id)}", query={"collection": collection}, **with_picture(body, image), headers=if_match_header(if_match)))

    async def update_item_text(self, id: str, body: models.UpdateItemText, *, collection: str | None = None) -> models.ItemText:
        """Say what is written in an item’s picture."""
        return cast(models.ItemText, await self._call("PATCH", f"/v1/items/{segment(id)}/text", query={"collection": collection}, json=body))

    async def write_items(self, body: models.ItemBatch, *, collection: str | None = None) -> models.ItemBatchResult:
        """Do up to 1,000 things to items of a collection."""
        return cast(models.ItemBatchResult, await self._call("POST", "/v1/items/batch", query={"collection": collection}, json=body))
