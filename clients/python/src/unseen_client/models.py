# Written by `npm run reference` from the OpenAPI document; `npm run check` holds it to the routes.
"""Requests and answers of the Unseen API, as typed dictionaries."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class Accuracy(TypedDict):
    # Over all classes
    all: float
    # Harmonic mean of the two
    harmonic: float
    # Over seen classes
    seen: float
    # Over unseen classes
    unseen: float


class AlikeGroup(TypedDict):
    # Ids of the items, 2 to 24; the first is the one the others are compared with
    ids: list[str]
    # The least likeness to the first
    likeness: float


class AlikeList(TypedDict):
    # Items looked at for this answer
    examined: int
    # Groups; each is told once in a walk
    groups: list[AlikeGroup]
    # Where to go on; null: that was all
    nextCursor: str | None


class ApiKey(TypedDict):
    # When it was made
    createdAt: str
    # From when on it is refused; null: never
    expiresAt: str | None
    # Id of the key
    id: str
    # When it was used last, to the minute; null: not yet
    lastUsedAt: str | None
    # What the key is for
    name: str
    # How the key begins
    prefix: str
    # Requests a minute; null: no limit
    requestsPerMinute: int | None
    # When it was revoked
    revokedAt: str | None
    # What it may do
    scopes: list[Literal["ingest", "search", "admin"]]
    # Whether it is accepted
    status: Literal["active", "expired", "revoked"]
    # Whose data it reaches
    tenant: str


class ApiKeyList(TypedDict):
    # Keys, oldest first
    keys: list[ApiKey]


class Attention(TypedDict):
    # Columns of the grid
    cols: int
    # What hiding the named regions costs
    evidence: NotRequired[AttentionEvidence]
    # Rows of the grid
    rows: int
    # How hot the hottest spot is, 0 to 1: on one scale for all pictures, so one without the thing stays dark
    strength: NotRequired[float]
    # They sum to 1
    weights: list[float]
    # Where each word of the query looked
    words: list[WordAttention]


class AttentionEvidence(TypedDict):
    # What the score loses when the most attended ones are hidden
    drop: float
    # What it loses when as many others are hidden: the mean of some random choices
    randomDrop: float
    # How many regions were hidden: a tenth of them
    regions: int


class AuditEntry(TypedDict):
    # What was done
    action: str
    # A key's id, `configured`, or `local` where no key is needed
    actor: str
    # When
    at: str
    # What it was done to
    subject: str


class AuditLog(TypedDict):
    # Acts, newest first
    lines: list[AuditEntry]


class Boost(TypedDict):
    # A field of numbers or dates
    field: str
    # How much; below 0 it moves hits back
    weight: float


class CalibrateRequest(TypedDict):
    # Collection of the ordinary items that classes are judged against
    collection: NotRequired[str]


class Calibration(TypedDict):
    # The same with the factor
    harmonicAfter: float
    # Harmonic mean of seen and unseen accuracy on the hold-out, without the factor
    harmonicBefore: float
    # Pictures of the hold-out
    items: int
    # Standard deviations an item must stand out by
    leastDeviation: float
    # Taken off the score of every seen class
    seenFactor: float
    # Divides scores before they become probabilities
    temperature: float


class CatalogueClass(TypedDict):
    # What does not belong to it, though one might think so
    counterExemplars: list[Exemplar]
    # What a member looks like
    description: NotRequired[str]
    # What shows it
    exemplars: list[Exemplar]
    # Id of the class
    id: str
    # Stored items tagged with it so far; see GET /v1/classes/retag. Only in the newest version, which tags follow
    items: NotRequired[int]
    # The match from which on an item belongs to it: its own, or that of the model pack; absent where a pack has none
    line: NotRequired[float]
    # Its name
    name: str
    # Id of the class this one is a kind of
    parent: NotRequired[str]
    # Whether it is amply provided with examples, or known to the model
    seen: bool
    # Version of the catalogue that made it what it is
    since: int
    # Only active classes take part in searches and classify
    status: Literal["active", "off"]
    # Other words for the same thing
    synonyms: list[str]


class CatalogueVersion(TypedDict):
    # What made it
    action: str
    # Who made it: a key’s id, or `local`
    actor: str
    # When it was made
    at: str
    # Classes that were added, changed or removed
    changed: int
    # At most five of the classes that were changed, by name
    classes: list[VersionClass]
    # Whether it is the published one
    published: bool
    # Number of the version
    version: int


class CatalogueVersionList(TypedDict):
    # Versions, newest first
    versions: list[CatalogueVersion]


class ChangedClass(TypedDict):
    # Fields that differ
    fields: list[str]
    # Id of the class
    id: str
    # Its name
    name: str


class ClassAccuracy(TypedDict):
    # Share of its items that it is ranked first for
    accuracy: float
    # Id of the class
    id: str
    # Items labelled with it
    items: int
    # Its name
    name: str
    # Whether it is amply provided with examples
    seen: bool


class ClassEvaluation(TypedDict):
    # Version it is compared with
    against: NotRequired[int]
    # Version that is measured
    asOf: NotRequired[int]
    # Collection whose items are judged
    collection: str
    # When it was asked for
    createdAt: str
    # Steps done: pictures encoded, captions and pictures searched with, items judged
    done: int
    # Why it failed or was blocked
    error: NotRequired[EvaluationError]
    # Metadata field with the name of an item’s class
    field: str
    # When it ended
    finishedAt: NotRequired[str]
    # Id of the evaluation
    id: str
    # The publication that the figures decide on
    publish: NotRequired[PublishWish]
    # Once completed or blocked. Not in lists
    result: NotRequired[ClassReport]
    # When it began
    startedAt: NotRequired[str]
    # `blocked`: measured, and its version of the catalogue was not published
    state: Literal["queued", "running", "completed", "blocked", "failed"]
    # null until the set has been read
    total: int | None


class ClassEvaluationList(TypedDict):
    # Evaluations, newest first
    evaluations: list[ClassEvaluation]


class ClassFacet(TypedDict):
    # Hits of the same search in it and its kinds
    count: int
    # Otherwise there are at least so many
    exact: bool
    # Id of the class
    id: str
    # Its name
    name: str
    # Id of the class it is a kind of
    parent: NotRequired[str]
    # Whether it is amply provided with examples
    seen: bool


class ClassFigures(TypedDict):
    # Area under the curve of unseen over seen accuracy
    ausuc: float
    # Each class
    classes: list[ClassAccuracy]
    # The right class is ranked first
    top1: Accuracy
    # The right class is among the first five
    top5: Accuracy
    # Top-1 with seen and unseen classes treated alike
    uncalibrated: Accuracy
    # Share of the items no class was assigned to
    unknown: float
    # Version of the catalogue
    version: int


class ClassFile(TypedDict):
    # The classes
    classes: list[ClassFileEntry]
    # Version of the catalogue that was exported
    version: NotRequired[int]


class ClassFileEntry(TypedDict):
    # What does not belong to the class; a text is the id of an item
    counterExemplars: NotRequired[list[ClassFileExemplar | str]]
    # What a member looks like
    description: NotRequired[str]
    # What shows the class; a text is the id of an item
    exemplars: NotRequired[list[ClassFileExemplar | str]]
    # Id it had where it was exported: a class with it, or else with the name, is changed
    id: NotRequired[str]
    # The match from which on an item belongs to it, where that is its own
    line: NotRequired[float]
    # Its name
    name: str
    # Name or id of the class it is a kind of
    parent: NotRequired[str]
    # Whether the class is amply provided with examples
    seen: bool
    # Whether it takes part in searches and classify
    status: NotRequired[Literal["active", "off"]]
    # Other words for the same thing
    synonyms: NotRequired[list[str]]


class ClassFileExemplar(TypedDict):
    # Collection of the item
    collection: NotRequired[str]
    # Id of a kept vector: the exemplar outlives its item
    id: NotRequired[str]
    # Id of the item
    itemId: NotRequired[str]


class ClassFinding(TypedDict):
    # Id of the class
    classId: str
    # Its name
    className: str
    # The same for a person
    detail: str
    # What was found
    kind: Literal["word_collision", "near_duplicate", "no_items", "seen_without_exemplars"]
    # Id of the other class it is about
    otherId: NotRequired[str]
    # Name of the other class
    otherName: NotRequired[str]


class ClassFindings(TypedDict):
    # What deserves a look
    findings: list[ClassFinding]
    # Version of the catalogue
    version: int


class ClassList(TypedDict):
    # Classes by name
    classes: list[CatalogueClass]
    # Classes in all
    total: int
    # Version of the catalogue
    version: int


class ClassPreview(TypedDict):
    # Words it shares with other classes
    collisions: list[WordCollision]
    # The most likely ones
    examples: list[PreviewItem]
    # Items that would carry it
    items: int
    # Classes near it
    neighbors: list[PreviewNeighbor]
    # Items in its reach, whatever they would be
    reached: int
    # What to know of its name and its synonyms
    warnings: NotRequired[list[Warning]]


class ClassProposal(TypedDict):
    # Collection of these items
    collection: NotRequired[str]
    # Items that show it
    exemplars: NotRequired[list[str]]
    # Name to begin with
    name: str
    # Whether it would be a seen class
    seen: bool


class ClassRef(TypedDict):
    # Id of the class
    id: str
    # Its name
    name: str


class ClassReport(TypedDict):
    # Those of an earlier version
    against: NotRequired[EarlierFigures]
    # Figures of the version
    figures: ClassFigures
    # Items that were judged, at most 5,000
    items: int
    # Items without the field, or whose class is not in the catalogue
    unlabelled: int


class ClassSettings(TypedDict):
    # The version published last; null before the first
    published: int | None
    # What keys without the scope `admin` see: `latest`, each change at once, or `published`, the version published last and no other
    serves: Literal["latest", "published"]
    # The newest version; 0 before the first class
    version: int


class Classification(TypedDict):
    # Most likely first
    classes: list[ProbableClass]
    # Why: there are no classes, it is far from all of them, or between two
    reason: NotRequired[Literal["no_classes", "distance", "margin"]]
    # Whether no class explains it
    unknown: bool
    # Version of the catalogue
    version: int
    # What to know of the words of the text
    warnings: NotRequired[list[Warning]]


class ClassifyRequest(TypedDict):
    # Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published
    asOf: NotRequired[int | Literal["published"]]
    # Where the item is; also what ordinary items look like, which classes are judged against
    collection: NotRequired[str]
    # A picture, base64
    image: NotRequired[str]
    # A stored item
    itemId: NotRequired[str]
    # Classes to name
    limit: NotRequired[int]
    # What to name the classes of
    text: NotRequired[str]


class ClassifyRequestForm(TypedDict):
    # Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published
    asOf: NotRequired[int | Literal["published"]]
    # Where the item is; also what ordinary items look like, which classes are judged against
    collection: NotRequired[str]
    # The picture, as a file
    image: NotRequired[str]
    # A stored item
    itemId: NotRequired[str]
    # Classes to name
    limit: NotRequired[int]
    # What to name the classes of
    text: NotRequired[str]


class Collection(TypedDict):
    # Size of the original pictures; one that several items show counts for each
    bytes: float
    createdAt: str
    # What pages call it; null: by its name
    displayName: str | None
    # Metadata fields that are counted beside hits
    facetFields: list[str]
    items: float
    # Metadata fields whose words are searched
    keywordFields: list[str]
    name: str
    # Whether the words in pictures are read
    readText: Literal["off", "auto", "on"]


class CollectionList(TypedDict):
    collections: list[Collection]


class CollectionMapHead(TypedDict):
    # Items that were added or changed since: they have no place in it, or not their own
    changedSince: int
    # When it was made
    madeAt: str
    # Model pack whose vectors it was made from
    pack: str


class CollectionMapPart(TypedDict):
    # Whether each shows a picture
    hasImage: list[bool]
    # Ids of the items
    ids: list[str]
    # From 0 to 1; the longer side of the map fills that
    x: list[float]
    y: list[float]


class CollectionPlacesPart(TypedDict):
    # Whether each shows a picture
    hasImage: list[bool]
    # Ids of the items
    ids: list[str]
    # Degrees, WGS 84
    latitude: list[float]
    longitude: list[float]


class CorrectedWord(TypedDict):
    # Left, top, width and height of the word, as shares of the upright picture
    box: NotRequired[list[float]]
    # How sure it is
    confidence: NotRequired[float]
    # The word
    text: str


class Counted(TypedDict):
    # Share of the hit’s score that comes from this list
    contribution: float
    # Rank in this list after re-scoring and vetoes, from 1
    rank: int
    # Score in this list
    score: float


CountedValue = TypedDict(
    "CountedValue",
    {
        # Items of the answer that have it
        "count": 'int',
        # From here on
        "from": NotRequired['float | str'],
        # Up to here, without it
        "to": NotRequired['float | str'],
        "value": 'str | float | bool',
    },
)


class CreateApiKey(TypedDict):
    # From when on the key is refused; never by default
    expiresAt: NotRequired[str]
    # What the key is for
    name: str
    # Requests a minute; no limit by default
    requestsPerMinute: NotRequired[int]
    # What the key may do
    scopes: list[Literal["ingest", "search", "admin"]]
    # Whose data the key reaches; the caller's tenant unless the operator says otherwise
    tenant: NotRequired[str]


class CreateClass(TypedDict):
    # Collection of the exemplars and counter-exemplars
    collection: NotRequired[str]
    # Ids of items that one might take for members, and that are none
    counterExemplars: NotRequired[list[str]]
    # What a member looks like; `null` for nothing
    description: NotRequired[str | None]
    # Ids of items that show the class
    exemplars: NotRequired[list[str]]
    # The match from which on an item belongs to it; `null` for that of the model pack
    line: NotRequired[float | None]
    # Unique; case and Unicode form do not count
    name: str
    # Id or name of the class this one is a kind of; `null` for none
    parent: NotRequired[str | None]
    # Pictures that show the class, base64; for those that are no items
    pictures: NotRequired[list[str]]
    # Whether the class is amply provided with examples, or known to the model
    seen: bool
    # Only active classes take part in searches and classify
    status: NotRequired[Literal["active", "off"]]
    # Other words for the same thing
    synonyms: NotRequired[list[str]]


class CreateCollection(TypedDict):
    # What pages call it
    displayName: NotRequired[str | None]
    # Metadata fields that are counted beside hits
    facetFields: NotRequired[list[str]]
    # Metadata fields whose words are searched, beside id and captions
    keywordFields: NotRequired[list[str]]
    # Name of the collection, for good
    name: str
    # Whether the words in pictures are read: `auto` only where a quick look finds some, `on` in all; `off` forgets what was read
    readText: NotRequired[Literal["off", "auto", "on"]]


class CreateEvaluation(TypedDict):
    # Candidates re-scored per query
    candidates: NotRequired[int | Literal["all"]]
    # Methods to compare
    methods: NotRequired[list[Literal["inn", "self", "imfa"]]]
    # Captioned pictures to evaluate on
    source: EvaluationSource


class CreateItem(TypedDict):
    # What the picture shows
    caption: NotRequired[str]
    # Several captions instead of one
    captions: NotRequired[list[str]]
    # Made when it does not exist
    collection: NotRequired[str]
    # Own id; without one, the id is made from the content
    id: NotRequired[str]
    # The picture, base64
    image: NotRequired[str]
    # Anything to filter by and to get back with a hit: at most 64 fields, 8 levels, 16 KiB
    metadata: NotRequired[dict[str, Any]]


class CreateItemForm(TypedDict):
    # What the picture shows
    caption: NotRequired[str]
    # Several captions instead of one
    captions: NotRequired[list[str]]
    # Made when it does not exist
    collection: NotRequired[str]
    # Own id; without one, the id is made from the content
    id: NotRequired[str]
    # The picture, as a file
    image: NotRequired[str]
    # Anything to filter by and to get back with a hit: at most 64 fields, 8 levels, 16 KiB
    metadata: NotRequired[dict[str, Any]]


class CreateJob(TypedDict):
    # Collection the items go to; made when it does not exist
    collection: NotRequired[str]
    # When an id is taken: `update` brings captions, metadata and picture up to date and embeds only what changed, `skip` leaves the item as it is, `replace` makes it what the source says and nothing else
    duplicates: NotRequired[Literal["update", "skip", "replace"]]
    # What to load
    source: JobSource


class CreatedItem(TypedDict):
    collection: str
    id: str
    status: Literal["indexed"]
    # What to know of its captions
    warnings: NotRequired[list[Warning]]


class DeleteFromTrash(TypedDict):
    # All that lie in the trash of the collection, instead
    all: NotRequired[bool]
    # Collection the items were in
    collection: NotRequired[str]
    # Items to remove for good; those that are not there are passed over
    ids: NotRequired[list[str]]


class DeleteItems(TypedDict):
    # Collection of the items
    collection: NotRequired[str]
    # Only count what would go
    dryRun: NotRequired[bool]
    # Which items to remove instead, as search filters; `{}` means all of them
    filter: NotRequired[dict[str, Any]]
    # Items to remove; those that are not there are passed over
    ids: NotRequired[list[str]]
    # Put them into the trash, from which they can be had back for some days, instead of removing them for good
    trash: NotRequired[bool]


class DeletedFromTrash(TypedDict):
    # Items removed for good
    deleted: int


class DeletedItems(TypedDict):
    # Items removed, or put into the trash; 0 in a dry run
    deleted: float
    # Items that were found
    matched: float


class Dependency(TypedDict):
    # What is in use, or why it is down
    detail: str
    # Whether it answers
    status: Literal["up", "down"]


class DismissUnknown(TypedDict):
    # Collection to look at
    collection: NotRequired[str]
    # Ids of the items of a group
    ids: list[str]


class DismissedItems(TypedDict):
    # Items
    items: int


class EarlierFigures(TypedDict):
    # The figures
    figures: ClassFigures
    # What the harmonic mean has gained since
    harmonicGain: float


class EvaluateClasses(TypedDict):
    # An earlier version to compare with
    against: NotRequired[int]
    # Version of the catalogue to measure; the one in force when absent
    asOf: NotRequired[int]
    # Collection whose labelled items are judged
    collection: NotRequired[str]
    # Metadata field with the name of an item’s class, dotted when nested
    field: str


class Evaluation(TypedDict):
    # Candidates re-scored per query
    candidates: int | Literal["all"]
    # When it was asked for
    createdAt: str
    # Steps done: pictures encoded, captions and pictures searched with, items judged
    done: int
    # Why it failed or was blocked
    error: NotRequired[EvaluationError]
    # When it ended
    finishedAt: NotRequired[str]
    # Id of the evaluation
    id: str
    # Methods compared
    methods: list[Literal["inn", "self", "imfa"]]
    # Figures per method and direction, once completed; see the guide to evaluating. Not in lists
    result: NotRequired[dict[str, Any]]
    # Captioned pictures it measures on
    source: EvaluationSource
    # When it began
    startedAt: NotRequired[str]
    # `blocked`: measured, and its version of the catalogue was not published
    state: Literal["queued", "running", "completed", "blocked", "failed"]
    # null until the set has been read
    total: int | None


class EvaluationError(TypedDict):
    # A code of the error catalogue
    code: str
    # What happened
    detail: str


class EvaluationList(TypedDict):
    # Evaluations, newest first
    evaluations: list[Evaluation]


class EvaluationSource(TypedDict):
    # File with the captions
    annotations: str
    # Format of the annotations
    format: Literal["flickr", "coco", "karpathy"]
    # Folder of the pictures below the import root
    images: str
    # A list of picture names, a file of `unseen split`, or the name of a split (karpathy)
    split: NotRequired[str]


class ExampleItem(TypedDict):
    # Its first caption
    caption: NotRequired[str]
    # Id of the item
    id: str


class Exemplar(TypedDict):
    # Collection of the item
    collection: NotRequired[str]
    # Id of the kept vector
    id: str
    # Absent for a picture that came with the class
    itemId: NotRequired[str]


class Explanation(TypedDict):
    # Where the query looked in the picture
    attention: NotRequired[Attention]
    # Before re-scoring
    fused: Standing
    # What each list says of the hit
    lists: list[ListExplanation]
    # What a class that the query names adds
    named: NotRequired[NamedEvidence]
    # Position among all hits, from 1
    rank: int
    # Absent when the hit was not re-scored
    rescore: NotRequired[Rescore]
    # Three sentences: how surely it is what was asked for, what found it, what looking closer did
    summary: list[str]
    # How each unwanted text compares with it
    unwanted: NotRequired[list[Unwanted]]


class Facet(TypedDict):
    # Different values; at least this many when it is 2,000
    distinct: int
    # As `filter` names it
    field: str
    # Items that have the field
    items: int
    # When there are numbers
    range: NotRequired[FacetRange]
    # The most frequent values
    values: list[FacetValue]


class FacetList(TypedDict):
    # Whether that is all of them; large collections are counted in part
    complete: bool
    # Items counted
    counted: int
    # Fields, most frequent first
    facets: list[Facet]


class FacetRange(TypedDict):
    # Greatest
    max: float
    # Least
    min: float


FacetSpan = TypedDict(
    "FacetSpan",
    {
        # From here on
        "from": NotRequired['float | str'],
        # Up to here, without it
        "to": NotRequired['float | str'],
    },
)


class FacetValue(TypedDict):
    # Items that have it
    count: int
    # The value
    value: str | float | bool


class FacetWish(TypedDict):
    field: str
    # Values at most
    limit: NotRequired[float]
    # Counts these spans in place of values
    ranges: NotRequired[list[FacetSpan]]


class FieldFacet(TypedDict):
    # Otherwise at least so many
    exact: bool
    # Most first
    values: list[CountedValue]


class FieldProblem(TypedDict):
    # Path of the field, such as `filter.any[1].color`
    field: str
    # What is wrong with it
    message: str


class GroupBy(TypedDict):
    # Hits with the same value are one group
    field: str
    # Hits shown of each group
    size: NotRequired[int]


Hit = TypedDict(
    "Hit",
    {
        # With `nearDuplicates: "fold"`: hits that look the same and are not shown
        "alike": NotRequired['int'],
        # The first caption
        "caption": NotRequired['str'],
        # All captions, when there are several
        "captions": NotRequired['list[str]'],
        # Absent when no class explains the item
        "class": NotRequired['HitClass'],
        # Its collection, where several were searched
        "collection": NotRequired['str'],
        # Each list’s rank and raw score, the fused score, the IMFA score and the attention grid
        "explain": NotRequired['Explanation'],
        # With `groupBy`, where the item has the field
        "group": NotRequired['HitGroup'],
        # Whether the item has a picture
        "hasImage": 'bool',
        # Id of the item
        "id": 'str',
        # With `sizes`, for items that have a picture
        "image": NotRequired['PictureSize'],
        # How surely it is what was asked for, 0 to 1: the same scale for every text and in every collection
        "match": 'float',
        # What makes it a match of the text: `shown` by picture or captions as the model reads them, `keywords` of id, captions and fields, `written` in its picture; empty where nothing does
        "matchedBy": NotRequired['list[Literal["shown", "keywords", "written"]]'],
        # What was stored with the item
        "metadata": 'dict[str, Any]',
        # Puts hits in order; comparable within one answer only
        "score": 'float',
        # Set where `match` is under the line between match and no match: shown only on request
        "weak": NotRequired['bool'],
        # Words of the query that are written in the picture, and where they stand
        "written": NotRequired['list[WrittenWord]'],
    },
)


class HitClass(TypedDict):
    # Id of the class
    id: str
    # Its name
    name: str
    # 0 to 1
    probability: float
    # Whether it is amply provided with examples
    seen: bool


class HitGroup(TypedDict):
    # Items of the answer in the group
    total: float
    value: str | float | bool


class ImportResult(TypedDict):
    # Classes that are new
    added: int
    # Classes that changed
    changed: int
    # Classes that are gone
    removed: int
    # Classes that were so already
    unchanged: int
    # Version of the catalogue
    version: int
    # Classes whose words mean nothing to the model: nothing belongs to them by these
    warnings: NotRequired[list[Warning]]


class Item(TypedDict):
    caption: NotRequired[str]
    captions: list[str]
    collection: str
    contentHash: str
    createdAt: str
    id: str
    image: NotRequired[ItemImage]
    metadata: dict[str, Any]
    status: Literal["pending", "indexed", "deleting"]
    updatedAt: str
    # Of a write: what to know of the captions that were sent
    warnings: NotRequired[list[Warning]]


class ItemBatch(TypedDict):
    # Collection of all the items; made when it does not exist
    collection: NotRequired[str]
    # Done in their order where they concern the same id; one that is wrong fails alone
    operations: list[ItemOperation]


class ItemBatchResult(TypedDict):
    results: list[OperationResult]


class ItemCount(TypedDict):
    # Items
    count: int


class ItemImage(TypedDict):
    height: float
    # MIME type of the original
    type: str
    # Path of the thumbnail
    url: str
    # Pixels, upright
    width: float


class ItemList(TypedDict):
    items: list[Item]
    nextCursor: str | None


class ItemOperation(TypedDict):
    # The caption; `null` in a merge removes all there are
    caption: NotRequired[str | None]
    # Several captions instead of one
    captions: NotRequired[list[str] | None]
    # Needed to merge and delete; else made from the content when absent
    id: NotRequired[str]
    # The picture in base64, or its web address where fetching is on
    image: NotRequired[str]
    # The metadata; in a merge a JSON merge patch: `null` removes a field
    metadata: NotRequired[dict[str, Any] | None]
    # `create` refuses a taken id with other content; `upsert` makes the item or replaces it whole; `merge` changes what is given, metadata as a JSON merge patch (RFC 7396); `delete` removes it
    op: Literal["create", "upsert", "merge", "delete"]


class ItemText(TypedDict):
    # `unread`: it waits, or its collection does not read; `corrected`: a person said so; `failed`: the picture cannot be read
    state: Literal["unread", "reading", "read", "corrected", "failed"]
    # Words, line by line
    words: list[ReadWord]


class Job(TypedDict):
    # Items that are new
    added: float
    collection: str
    createdAt: str
    # Items written: `added` and `updated` together
    done: float
    # Why the job as a whole failed
    error: NotRequired[JobError]
    etaSeconds: float | None
    # Entries that could not be taken in: see the failures of the job
    failed: float
    finishedAt: NotRequired[str]
    id: str
    # Over the last seconds
    itemsPerSecond: float
    # What to know of the source, such as the encoding it was read in
    notes: list[str]
    # Files of the source that are no part of it; known once all is read
    passedOver: float
    # `passedOver` by kind
    passedOverByKind: dict[str, int]
    # `unchanged`, and entries left alone because their id was taken
    skipped: float
    source: JobOrigin
    state: Literal["queued", "running", "paused", "completed", "cancelled", "failed"]
    # null until it is known
    total: float | None
    # Items that were there just so
    unchanged: float
    # Items that were there and have changed
    updated: float
    # What the model in use does not make of the captions, over all items written so far
    warnings: NotRequired[list[Warning]]


class JobError(TypedDict):
    # A code of the error catalogue
    code: str
    detail: str


class JobFailure(TypedDict):
    # A code of the error catalogue
    code: str
    id: str
    reason: str


class JobFailureList(TypedDict):
    failures: list[JobFailure]
    nextCursor: str | None


class JobList(TypedDict):
    jobs: list[Job]


class JobOrigin(TypedDict):
    # Annotation file of coco, flickr and karpathy sources
    annotations: NotRequired[str]
    # Folder or file below the import root
    path: str
    # Split to keep, where the source knows splits
    split: NotRequired[str]
    # `deletion` and `emptying` remove the items of a collection, `map` arranges them; `path` is its name
    type: Literal["folder", "csv", "jsonl", "shopify", "coco", "flickr", "karpathy", "archive", "export", "deletion", "emptying", "map"]


class JobPreview(TypedDict):
    # What the columns of a table become; empty for other sources
    fields: list[SourceField]
    # What to know of the source, such as the encoding it was read in
    notes: list[str]
    # The first records
    records: list[PreviewedRecord]


class JobSource(TypedDict):
    # Annotation file of coco, flickr and karpathy sources
    annotations: NotRequired[str]
    # Folder or file below the import root
    path: str
    # Split to keep, where the source knows splits
    split: NotRequired[str]
    # What the source is
    type: Literal["folder", "csv", "jsonl", "shopify", "coco", "flickr", "karpathy", "archive", "export"]


class Judgements(TypedDict):
    # Collection of the items
    collection: NotRequired[str]
    # Ids of items that belong to the class: exemplars from now on
    confirm: NotRequired[list[str]]
    # Ids of items that do not: counter-exemplars from now on
    reject: NotRequired[list[str]]


class ListExplanation(TypedDict):
    # null when the list did not count
    counted: Counted | None
    # The vector it was compared with; `keywords`: the words of the item
    modality: Literal["image", "caption", "joint", "keywords", "written"]
    # The part of the query that was compared
    query: Literal["text", "image", "joint"]
    # Rank in recall, from 1; null: not reached
    rank: int | None
    # Inner product of the two vectors, or the score of the words
    score: float


class Liveness(TypedDict):
    # Always `ok`: the process answers
    status: Literal["ok"]


class Mismatch(TypedDict):
    # Share of other captions that fit better
    betterShare: float
    # The caption that fits badly
    caption: str
    # Standard deviations the caption stands out by among other captions; low is bad
    deviation: float
    # Id of the item
    id: str
    # How surely the caption is true of the picture, 0 to 1, as the match of a search for it is
    match: float


class MismatchList(TypedDict):
    # Pairs looked at
    looked: int
    # Pairs, worst first
    pairs: list[Mismatch]


class ModelStatus(TypedDict):
    # Pack in use here, as `name@version`
    pack: str
    # Packs on this machine
    packs: list[str]
    # The last switch, where there was one
    switch: NotRequired[ModelSwitch]


ModelSwitch = TypedDict(
    "ModelSwitch",
    {
        # Whether failed items may be left behind
        "acceptFailures": 'bool',
        # Calibrations of catalogues still to be learned again on the vectors of the new pack. Until then, what is usual holds
        "calibrationsDue": 'int',
        # When it began
        "createdAt": 'str',
        # Of these, items that have vectors under the new pack
        "embedded": 'int',
        # Items that could not be embedded; see GET /v1/model/switch/failures
        "failed": 'int',
        # When it ended
        "finishedAt": 'str | None',
        # Pack searches used before, as `name@version`
        "from": 'str',
        # Stored items, of all tenants
        "items": 'int',
        # `embedding`: searches use the former pack; `settling`: they use the new one, and what was written in the last moment follows
        "state": 'Literal["embedding", "settling", "completed", "cancelled"]',
        # When searches went over
        "switchedAt": 'str | None',
        # Pack searches use afterwards
        "to": 'str',
        # All that can be embedded is; it waits for `acceptFailures`, or to be cancelled
        "waiting": 'bool',
    },
)


class ModelSwitchFailure(TypedDict):
    # A code of the error catalogue
    code: Literal["invalid_request", "malformed_json", "malformed_multipart", "unsupported_media_type", "malformed_encoding", "precondition_failed", "payload_too_large", "not_found", "method_not_allowed", "request_timeout", "idempotency_key_invalid", "idempotency_key_reused", "idempotency_under_way", "unauthorized", "forbidden", "rate_limited", "caller_left", "invalid_cursor", "invalid_filter", "item_empty", "item_id_invalid", "item_not_found", "item_conflict", "item_has_no_image", "caption_too_long", "caption_invalid", "metadata_invalid", "collection_invalid", "collection_exists", "collection_deleting", "collection_not_found", "map_not_found", "image_empty", "image_unsupported", "image_corrupt", "image_too_large", "image_timeout", "job_not_found", "job_state_conflict", "source_outside_root", "source_not_found", "source_invalid", "entry_invalid", "entry_outside_root", "entry_image_missing", "entry_id_repeated", "entry_poisoned", "fetch_disabled", "fetch_url_invalid", "fetch_blocked", "fetch_failed", "fetch_timeout", "fetch_too_large", "query_empty", "query_too_long", "evaluation_empty", "evaluation_not_found", "class_invalid", "class_not_found", "class_exists", "class_parent_not_found", "class_parent_cycle", "class_limit", "exemplar_not_found", "import_invalid", "calibration_too_little", "catalogue_version_not_found", "nothing_published", "publish_blocked", "pack_not_found", "pack_invalid", "pack_checksum_mismatch", "pack_unknown", "model_not_fetched", "model_switch_running", "model_switch_not_running", "model_switch_needless", "execution_provider_unavailable", "encoder_failed", "vector_store_unavailable", "vector_store_incomplete", "vector_store_unsupported", "ledger_unavailable", "queue_unavailable", "blob_store_unavailable", "blob_not_found", "service_unavailable", "overloaded", "shutting_down", "key_not_found", "key_replaced", "backup_invalid", "backup_too_new", "restore_not_empty", "restore_unfinished", "config_invalid", "data_dir_unusable", "data_dir_locked", "internal"]
    # Collection of the item
    collection: str
    # Id of the item
    id: str
    # What happened
    reason: str
    # Whose item it is
    tenant: str


class ModelSwitchFailureList(TypedDict):
    # Items that could not be embedded
    failures: list[ModelSwitchFailure]


ModelSwitchTrial = TypedDict(
    "ModelSwitchTrial",
    {
        # Of these, items that have vectors under the pack already
        "embedded": 'int',
        # Items among those tried that cannot be embedded
        "failures": 'list[ModelSwitchFailure]',
        # Pack in use, as `name@version`
        "from": 'str',
        # Stored items, of all tenants
        "items": 'int',
        # About how long the rest will take in one process such as the one that answers, working on nothing else
        "seconds": 'float',
        # Pack that was tried
        "to": 'str',
        # Items that were embedded to look; nothing of it is kept
        "tried": 'int',
        # About what the new vectors take, without the index over them, beside the former ones, which are kept
        "vectorBytes": 'int',
    },
)


MovedItems = TypedDict(
    "MovedItems",
    {
        # Some of them
        "examples": 'list[str]',
        # null: to none
        "from": 'str | None',
        # How many
        "items": 'int',
        # Class they belong to now; null: to none
        "to": 'str | None',
    },
)


NamedClass = TypedDict(
    "NamedClass",
    {
        # What the word is to the class
        "as": 'Literal["name", "synonym"]',
        # Id of the class
        "id": 'str',
        # Its name
        "name": 'str',
        # The word of the catalogue that the query holds
        "word": 'str',
    },
)


NamedEvidence = TypedDict(
    "NamedEvidence",
    {
        # What the word is to the class
        "as": 'Literal["name", "synonym"]',
        # Id of the class
        "id": 'str',
        # Its name
        "name": 'str',
        # That the hit belongs to the class, 0 to 1
        "probability": 'float',
        # How much named classes counted where all other lists together count 1
        "weight": 'float',
        # The word of the catalogue that the query holds
        "word": 'str',
    },
)


class NewApiKey(TypedDict):
    # When it was made
    createdAt: str
    # From when on it is refused; null: never
    expiresAt: str | None
    # Id of the key
    id: str
    # The bearer key. It is not stored: keep it now.
    key: str
    # When it was used last, to the minute; null: not yet
    lastUsedAt: str | None
    # What the key is for
    name: str
    # How the key begins
    prefix: str
    # Requests a minute; null: no limit
    requestsPerMinute: int | None
    # When it was revoked
    revokedAt: str | None
    # What it may do
    scopes: list[Literal["ingest", "search", "admin"]]
    # Whether it is accepted
    status: Literal["active", "expired", "revoked"]
    # Whose data it reaches
    tenant: str


class Object(TypedDict):
    pass


class OperationError(TypedDict):
    # A code of the error catalogue
    code: str
    detail: str
    # Wrong fields
    errors: NotRequired[list[FieldProblem]]


class OperationResult(TypedDict):
    error: NotRequired[OperationError]
    # null when it failed before it had one
    id: str | None
    status: Literal["added", "updated", "unchanged", "deleted", "failed"]
    # What the model in use does not make of its captions
    warnings: NotRequired[list[Warning]]


class PartialQuery(TypedDict):
    # A picture in base64
    image: NotRequired[str]
    # A stored item
    itemId: NotRequired[str]
    # In words
    text: NotRequired[str]
    # How much it counts against the others; below 0: what hits should not be like
    weight: NotRequired[float]


class PictureSize(TypedDict):
    # Pixels
    height: int
    # Pixels
    width: int


PreviewClass = TypedDict(
    "PreviewClass",
    {
        # Collection of the exemplars and counter-exemplars
        "collection": NotRequired['str'],
        # Ids of items that one might take for members, and that are none
        "counterExemplars": NotRequired['list[str]'],
        # What a member looks like; `null` for nothing
        "description": NotRequired['str | None'],
        # Ids of items that show the class
        "exemplars": NotRequired['list[str]'],
        # Collection to look at
        "in": NotRequired['str'],
        # The match from which on an item belongs to it; `null` for that of the model pack
        "line": NotRequired['float | None'],
        # Unique; case and Unicode form do not count
        "name": 'str',
        # Id or name of the class this one is a kind of; `null` for none
        "parent": NotRequired['str | None'],
        # Pictures that show the class, base64; for those that are no items
        "pictures": NotRequired['list[str]'],
        # Id of a class that it would replace; its exemplars stay when none are given
        "replaces": NotRequired['str'],
        # Whether the class is amply provided with examples, or known to the model
        "seen": 'bool',
        # Only active classes take part in searches and classify
        "status": NotRequired['Literal["active", "off"]'],
        # Other words for the same thing
        "synonyms": NotRequired['list[str]'],
    },
)


PreviewItem = TypedDict(
    "PreviewItem",
    {
        # Its first caption
        "caption": NotRequired['str'],
        # Class it belongs to now
        "from": NotRequired['ClassRef'],
        # Id of the item
        "id": 'str',
        # That it belongs to the class, 0 to 1
        "probability": 'float',
    },
)


class PreviewJob(TypedDict):
    # Records to show
    limit: NotRequired[int]
    # What would be loaded
    source: JobSource


class PreviewNeighbor(TypedDict):
    # Some of them
    examples: list[str]
    # Id of the class
    id: str
    # Items it would lose
    loses: int
    # Its name
    name: str
    # Inner product of the prototypes
    nearness: float


class PreviewedRecord(TypedDict):
    captions: NotRequired[list[str]]
    # Why it would fail: a code of the error catalogue
    code: NotRequired[str]
    # Absent: made from the content
    id: NotRequired[str]
    # Path or address of its picture; of one that is in the file itself, its name there
    image: NotRequired[str]
    metadata: NotRequired[dict[str, Any]]
    # The same for a person
    reason: NotRequired[str]
    # Where it stands in the source
    where: NotRequired[str]


class ProbableClass(TypedDict):
    # Id of the class
    id: str
    # Its name
    name: str
    # 0 to 1; what is missing to 1 is the chance of no class at all
    probability: float
    # Whether it is amply provided with examples
    seen: bool


class Problem(TypedDict):
    # Stable: a code of the error catalogue
    code: str
    # What happened this time, for a person
    detail: str
    # Where single fields are wrong
    errors: NotRequired[list[FieldProblem]]
    # Id of the request: logs carry it
    requestId: str
    # Status of the answer
    status: int
    # What the code means
    title: str
    # URN of the code
    type: str


class PublishWish(TypedDict):
    # Who asked for it: a key’s id, or `local`
    actor: str
    # How much its harmonic mean may lie below, 0 to 1
    maxDrop: float
    # Version to publish
    version: int


class PutItem(TypedDict):
    # What the picture shows
    caption: NotRequired[str]
    # Several captions instead of one
    captions: NotRequired[list[str]]
    # Made when it does not exist
    collection: NotRequired[str]
    # The picture, base64
    image: NotRequired[str]
    # Anything to filter by and to get back with a hit: at most 64 fields, 8 levels, 16 KiB
    metadata: NotRequired[dict[str, Any]]


class PutItemForm(TypedDict):
    # What the picture shows
    caption: NotRequired[str]
    # Several captions instead of one
    captions: NotRequired[list[str]]
    # Made when it does not exist
    collection: NotRequired[str]
    # The picture, as a file
    image: NotRequired[str]
    # Anything to filter by and to get back with a hit: at most 64 fields, 8 levels, 16 KiB
    metadata: NotRequired[dict[str, Any]]


class ReadWord(TypedDict):
    # Left, top, width and height of the word, as shares of the upright picture
    box: list[float]
    # 0 to 1; 1 where a person said so
    confidence: float
    # The word as it was read
    text: str


class Readiness(TypedDict):
    # What the service depends on, by name
    dependencies: dict[str, Dependency]
    # Where models run
    executionProvider: NotRequired[str]
    # What to know of a process that works, by name. `strandedItems`: items that other model packs embedded, which searches cannot find, and what to do
    notes: dict[str, str]
    # Whether the process can do its work; a server that is away is `down` in `dependencies`, and leaves it ready
    status: Literal["ready", "not ready"]


class RebuildBegun(TypedDict):
    # Items whose vectors are lost, and are being made again
    lost: int
    # How the work stands: `switch` with the pack in use as source and target
    model: ModelStatus


class RebuildVectors(TypedDict):
    # One collection of the caller’s tenant; absent: every collection of all tenants
    collection: NotRequired[str]


class Rescore(TypedDict):
    # How it was re-scored
    method: Literal["imfa", "self"]
    # Place, from 1
    rank: int
    # The score that made it
    score: float


class RestoreItems(TypedDict):
    # Collection the items were in; made when it does not exist
    collection: NotRequired[str]
    # Items to put back
    ids: list[str]


class RestoredItem(TypedDict):
    # `item_conflict` where other content has the id by now: the item stays in the trash
    error: NotRequired[OperationError]
    id: str
    # `restored` as well where the same content was stored under the id again in the meantime
    status: Literal["restored", "failed"]


class RestoredItems(TypedDict):
    results: list[RestoredItem]


class Retag(TypedDict):
    # Tags that changed
    changed: int
    # Changed classes of the run
    classes: int
    # Of these, classes that are done
    classesDone: int
    # Name of the collection
    collection: str
    # How its tags stand
    state: Literal["current", "waiting", "running"]
    # Items looked at
    touched: int
    # Version of the catalogue its tags agree with
    version: int


class RetagList(TypedDict):
    # Each collection
    collections: list[Retag]
    # Version of the catalogue
    version: int


class RolledBack(TypedDict):
    # Classes it has
    classes: int
    # The new version, equal to the earlier one
    version: int


class RotateApiKey(TypedDict):
    # Seconds for which the old key is still accepted
    overlapSeconds: NotRequired[int]


SearchRequest = TypedDict(
    "SearchRequest",
    {
        # Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published
        "asOf": NotRequired['int | Literal["published"]'],
        # Fields that move hits forward or back
        "boost": NotRequired['list[Boost]'],
        # Candidates to recall and re-score
        "candidates": NotRequired['int'],
        # Ids or names of classes the hits must belong to; kinds of a class are included with it
        "classes": NotRequired['list[str]'],
        # Collection to search in
        "collection": NotRequired['str'],
        # In place of `collection`: search in all of these; hits say which they are from
        "collections": NotRequired['list[str]'],
        # `nextCursor` of the previous page
        "cursor": NotRequired['str'],
        # `auto`: only what matches the text; `off`: what is nearest to it as well, marked `weak`
        "cutoff": NotRequired['Literal["auto", "off"]'],
        # Maximal marginal relevance: 0 is relevance alone, 1 is variety alone
        "diversity": NotRequired['float'],
        # Say of each hit why it is where it is
        "explain": NotRequired['bool'],
        # Fields whose values are counted over all pages, `$hasText` among them; `true` counts hits per class
        "facets": NotRequired['list[str | FacetWish] | bool'],
        # Metadata fields hits show; all by default
        "fields": NotRequired['list[str]'],
        # `{ field: value | { eq, ne, in, lt, lte, gt, gte, exists, ieq, prefix, words, length } }`, with `all`, `any`, `none` to combine. Fields are those of metadata, and `$id`, `$createdAt`, `$hasImage`, `$hasText` (whether words were read in the picture) and `$class`
        "filter": NotRequired['dict[str, Any]'],
        # How to fuse the lists of the modalities
        "fusion": NotRequired['Literal["rrf", "weighted"]'],
        # Shows variants of one thing as one
        "groupBy": NotRequired['GroupBy'],
        # Whether hits carry their class. By default where `classes` or `scope` are asked for, and while the catalogue has at most 500 active classes
        "hitClasses": NotRequired['bool'],
        # What to look for, as a picture in base64
        "image": NotRequired['str'],
        # Find what is like this stored item
        "itemId": NotRequired['str'],
        # Hits on one page
        "limit": NotRequired['int'],
        # The least `match` of a hit, in place of the line that `cutoff` draws
        "minMatch": NotRequired['float'],
        # `fold`: of hits with one and the same picture, stored again as it is or slightly changed, only the first is shown; it says how many are `alike`
        "nearDuplicates": NotRequired['Literal["show", "fold"]'],
        # What the hits should not show: a text; `{ image }` (base64) or `{ itemId }` for what they should not be like; or a list of these
        "not": NotRequired['str | Unlike | list[str | Unlike]'],
        # In place of `text`, `image` and `itemId`: several, weighed against one another
        "queries": NotRequired['list[PartialQuery]'],
        # How to re-score the candidates
        "rescore": NotRequired['Literal["imfa", "self", "none"]'],
        # Only hits that belong to seen, or to unseen, classes
        "scope": NotRequired['Literal["all", "seen", "unseen"]'],
        # Add each picture’s width and height, so that a page can lay out before pictures load
        "sizes": NotRequired['bool'],
        # In place of relevance; without a query the newest come first by default
        "sort": NotRequired['list[SortKey]'],
        # What to search in
        "target": NotRequired['Literal["any", "image", "caption"]'],
        # What to look for, in words
        "text": NotRequired['str'],
        # How much pictures, captions and keywords count, as multiples of what they count; 0 leaves one out
        "weights": NotRequired['SearchWeights'],
        # Words that must be written in the picture, whatever their case and accents; where none are, with one slip a word. Alone, or beside what the picture should show
        "written": NotRequired['str'],
    },
)


SearchRequestForm = TypedDict(
    "SearchRequestForm",
    {
        # Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published
        "asOf": NotRequired['int | Literal["published"]'],
        # Fields that move hits forward or back
        "boost": NotRequired['list[Boost]'],
        # Candidates to recall and re-score
        "candidates": NotRequired['int'],
        # Ids or names of classes the hits must belong to; kinds of a class are included with it
        "classes": NotRequired['list[str]'],
        # Collection to search in
        "collection": NotRequired['str'],
        # In place of `collection`: search in all of these; hits say which they are from
        "collections": NotRequired['list[str]'],
        # `nextCursor` of the previous page
        "cursor": NotRequired['str'],
        # `auto`: only what matches the text; `off`: what is nearest to it as well, marked `weak`
        "cutoff": NotRequired['Literal["auto", "off"]'],
        # Maximal marginal relevance: 0 is relevance alone, 1 is variety alone
        "diversity": NotRequired['float'],
        # Say of each hit why it is where it is
        "explain": NotRequired['bool'],
        # Fields whose values are counted over all pages, `$hasText` among them; `true` counts hits per class
        "facets": NotRequired['list[str | FacetWish] | bool'],
        # Metadata fields hits show; all by default
        "fields": NotRequired['list[str]'],
        # `{ field: value | { eq, ne, in, lt, lte, gt, gte, exists, ieq, prefix, words, length } }`, with `all`, `any`, `none` to combine. Fields are those of metadata, and `$id`, `$createdAt`, `$hasImage`, `$hasText` (whether words were read in the picture) and `$class`
        "filter": NotRequired['dict[str, Any]'],
        # How to fuse the lists of the modalities
        "fusion": NotRequired['Literal["rrf", "weighted"]'],
        # Shows variants of one thing as one
        "groupBy": NotRequired['GroupBy'],
        # Whether hits carry their class. By default where `classes` or `scope` are asked for, and while the catalogue has at most 500 active classes
        "hitClasses": NotRequired['bool'],
        # The picture, as a file
        "image": NotRequired['str'],
        # Find what is like this stored item
        "itemId": NotRequired['str'],
        # Hits on one page
        "limit": NotRequired['int'],
        # The least `match` of a hit, in place of the line that `cutoff` draws
        "minMatch": NotRequired['float'],
        # `fold`: of hits with one and the same picture, stored again as it is or slightly changed, only the first is shown; it says how many are `alike`
        "nearDuplicates": NotRequired['Literal["show", "fold"]'],
        # What the hits should not show: a text; `{ image }` (base64) or `{ itemId }` for what they should not be like; or a list of these
        "not": NotRequired['str | Unlike | list[str | Unlike]'],
        # In place of `text`, `image` and `itemId`: several, weighed against one another
        "queries": NotRequired['list[PartialQuery]'],
        # How to re-score the candidates
        "rescore": NotRequired['Literal["imfa", "self", "none"]'],
        # Only hits that belong to seen, or to unseen, classes
        "scope": NotRequired['Literal["all", "seen", "unseen"]'],
        # Add each picture’s width and height, so that a page can lay out before pictures load
        "sizes": NotRequired['bool'],
        # In place of relevance; without a query the newest come first by default
        "sort": NotRequired['list[SortKey]'],
        # What to search in
        "target": NotRequired['Literal["any", "image", "caption"]'],
        # What to look for, in words
        "text": NotRequired['str'],
        # How much pictures, captions and keywords count, as multiples of what they count; 0 leaves one out
        "weights": NotRequired['SearchWeights'],
        # Words that must be written in the picture, whatever their case and accents; where none are, with one slip a word. Alone, or beside what the picture should show
        "written": NotRequired['str'],
    },
)


class SearchResult(TypedDict):
    # With `facets: true`, on the first page: per class, how many hits the same search has in it, over all pages; most first
    classes: NotRequired[list[ClassFacet]]
    # Candidates left out because they do not match
    cut: int
    # On the first page, by field: how many items of the answer have each value
    facets: NotRequired[dict[str, FieldFacet]]
    # Hits, best first
    hits: list[Hit]
    # Classes the query names
    named: NotRequired[list[NamedClass]]
    # For the next page; null on the last
    nextCursor: str | None
    # Why re-scoring was skipped
    rescoreSkipped: NotRequired[str]
    # Whether re-scoring took part; false with a reason when it was skipped
    rescored: bool
    # How many candidates, from the first on, re-scoring put in order: `candidates`, where there are as many, and fewer under load
    rescoredCandidates: NotRequired[int]
    # How long each stage took
    took: Took
    # On the first page: items that belong to the answer
    total: NotRequired[Total]
    # Candidates that `not` vetoed
    vetoed: int
    # What to know of the words of the query
    warnings: NotRequired[list[Warning]]


class SearchWeights(TypedDict):
    # Captions
    caption: NotRequired[float]
    # Pictures
    image: NotRequired[float]
    # Words of id, captions and the collection’s `keywordFields`; not where there is a picture or item next to the text
    keywords: NotRequired[float]


class SearchesRequest(TypedDict):
    # Each as `POST /v1/search` takes it
    searches: list[SearchRequest]


class SearchesResult(TypedDict):
    # In the order asked: each the answer of its search, or the problem it met
    results: list[SearchResult | Problem]


class SortKey(TypedDict):
    # A metadata field, `$id`, `$createdAt`, `$hasImage`, `$hasText`, or `relevance`
    field: str
    # Default `asc`, for `relevance` `desc`; items without the field come last either way
    order: NotRequired[Literal["asc", "desc"]]


class SourceField(TypedDict):
    becomes: Literal["id", "image", "caption", "metadata"]
    # As the header has it
    name: str


class SourceFile(TypedDict):
    # Its name
    name: str
    # As the `path` of a source
    path: str
    # What its name says it is
    type: NotRequired[Literal["folder", "csv", "jsonl", "shopify", "coco", "flickr", "karpathy", "archive", "export"]]


class SourceFolder(TypedDict):
    # Its name
    name: str
    # As the `path` of a source
    path: str


class SourceList(TypedDict):
    # Whether that is all; at most 500 folders and 500 files are told
    complete: bool
    # Files in it that are no pictures: tables, lists, archives
    files: list[SourceFile]
    # Folders in it
    folders: list[SourceFolder]
    # The folder, relative to the import root
    path: str
    # Pictures in the folder itself
    pictures: int
    # Where the import root is; null for all but the operator
    root: str | None


class Standing(TypedDict):
    # Place, from 1
    rank: int
    # The score that made it
    score: float


class StartedJob(TypedDict):
    jobId: str


class SwitchModel(TypedDict):
    # Go over even when items could not be embedded: searches will not find these any more
    acceptFailures: NotRequired[bool]
    # Pack to go over to: `name@version`, or the name alone where one version of it is there
    pack: str


class Took(TypedDict):
    # Milliseconds to embed the query
    embed: float
    # Milliseconds to fuse the lists
    fuse: float
    # Milliseconds to find candidates
    recall: float
    # Milliseconds to re-score
    rescore: float
    # Milliseconds in all
    total: float


class Total(TypedDict):
    # Otherwise at least so many
    exact: bool
    value: float


class TrashList(TypedDict):
    items: list[TrashedItem]
    nextCursor: str | None
    # Items in the trash of the collection
    total: int


class TrashedItem(TypedDict):
    captions: list[str]
    # Where it was, and would be again
    collection: str
    # When the item was first added
    createdAt: str
    # When it is removed for good, or soon after
    expiresAt: str
    id: str
    image: NotRequired[ItemImage]
    metadata: dict[str, Any]
    trashedAt: str


class TryModelSwitch(TypedDict):
    # Pack to go over to: `name@version`, or the name alone where one version of it is there
    pack: str


class UnknownCluster(TypedDict):
    # The most central ones
    examples: list[ExampleItem]
    # Ids of all of them, the most central first
    ids: list[str]
    # Items in it
    items: int
    # A class that would explain it
    proposal: ClassProposal
    # 1 when all items coincide
    tightness: float


class UnknownLane(TypedDict):
    # Clusters, largest first
    clusters: list[UnknownCluster]
    # Items looked at
    looked: int


class Unlike(TypedDict):
    # A picture, base64
    image: NotRequired[str]
    # A stored item of the collection
    itemId: NotRequired[str]


class Unwanted(TypedDict):
    # Inner product with the vector of the captions
    caption: NotRequired[float]
    # Inner product with the vector of the picture
    image: NotRequired[float]
    # Inner product with the vector of both
    joint: NotRequired[float]
    # The unwanted text
    text: str


class UpdateClass(TypedDict):
    # Collection of the exemplars and counter-exemplars
    collection: NotRequired[str]
    # Ids of items that one might take for members, and that are none
    counterExemplars: NotRequired[list[str]]
    # What a member looks like; `null` for nothing
    description: NotRequired[str | None]
    # Ids of items that show the class
    exemplars: NotRequired[list[str]]
    # The match from which on an item belongs to it; `null` for that of the model pack
    line: NotRequired[float | None]
    # Unique; case and Unicode form do not count
    name: NotRequired[str]
    # Id or name of the class this one is a kind of; `null` for none
    parent: NotRequired[str | None]
    # Pictures that show the class, base64; for those that are no items
    pictures: NotRequired[list[str]]
    # Whether the class is amply provided with examples, or known to the model
    seen: NotRequired[bool]
    # Only active classes take part in searches and classify
    status: NotRequired[Literal["active", "off"]]
    # Other words for the same thing
    synonyms: NotRequired[list[str]]


class UpdateClassSettings(TypedDict):
    # What keys without the scope `admin` see; `published` needs a version that is
    serves: Literal["latest", "published"]


class UpdateCollection(TypedDict):
    # What pages call it
    displayName: NotRequired[str | None]
    # Metadata fields that are counted beside hits
    facetFields: NotRequired[list[str]]
    # Metadata fields whose words are searched, beside id and captions
    keywordFields: NotRequired[list[str]]
    # Whether the words in pictures are read: `auto` only where a quick look finds some, `on` in all; `off` forgets what was read
    readText: NotRequired[Literal["off", "auto", "on"]]


class UpdateItem(TypedDict):
    # The caption, instead of all there are; `null`: none
    caption: NotRequired[str | None]
    # The captions, instead of all there are; `null`: none
    captions: NotRequired[list[str] | None]
    # Another picture, base64
    image: NotRequired[str]
    # Merged field by field: `null` removes a field, in the place of all of it everything
    metadata: NotRequired[dict[str, Any] | None]


class UpdateItemForm(TypedDict):
    # The caption, instead of all there are; `null`: none
    caption: NotRequired[str | None]
    # The captions, instead of all there are; `null`: none
    captions: NotRequired[list[str] | None]
    # The picture, as a file
    image: NotRequired[str]
    # Merged field by field: `null` removes a field, in the place of all of it everything
    metadata: NotRequired[dict[str, Any] | None]


class UpdateItemText(TypedDict):
    # All words, in the order they are read; `null` forgets them, so that the picture is read again
    words: list[CorrectedWord] | None


class VersionClass(TypedDict):
    # What became of it
    change: Literal["added", "changed", "removed"]
    # Id of the class
    id: str
    # Its name
    name: str


class VersionDiff(TypedDict):
    # Classes that are new
    added: list[ClassRef]
    # Classes that differ
    changed: list[ChangedClass]
    # Items of the collection that change class, most first
    moved: list[MovedItems]
    # Classes that are gone
    removed: list[ClassRef]


class Warning(TypedDict):
    # What is worth knowing
    code: Literal["text_not_understood", "text_truncated", "language_unsupported", "field_unknown", "pictures_not_read", "written_too_often", "written_left_out", "settings_left_out"]
    # The same for a person
    detail: str
    # The words, or the field, it is about
    words: NotRequired[list[str]]


class WordAttention(TypedDict):
    # How hot its hottest spot is, 0 to 1: on one scale for all pictures
    strength: NotRequired[float]
    # The word
    text: str
    # The word’s share of the text; 0 for words that show nothing by themselves
    weight: float
    # Where this word looked: as many weights as the grid has cells
    weights: list[float]


WordCollision = TypedDict(
    "WordCollision",
    {
        # What the word is to it
        "as": 'Literal["name", "synonym"]',
        # Id of the other class
        "classId": 'str',
        # Its name
        "className": 'str',
        # The word
        "word": 'str',
    },
)


class WrittenClass(TypedDict):
    # Words it shares with other classes
    collisions: list[WordCollision]
    # What does not belong to it, though one might think so
    counterExemplars: list[Exemplar]
    # What a member looks like
    description: NotRequired[str]
    # What shows it
    exemplars: list[Exemplar]
    # Id of the class
    id: str
    # Stored items tagged with it so far; see GET /v1/classes/retag. Only in the newest version, which tags follow
    items: NotRequired[int]
    # The match from which on an item belongs to it: its own, or that of the model pack; absent where a pack has none
    line: NotRequired[float]
    # Its name
    name: str
    # Id of the class this one is a kind of
    parent: NotRequired[str]
    # Whether it is amply provided with examples, or known to the model
    seen: bool
    # Version of the catalogue that made it what it is
    since: int
    # Only active classes take part in searches and classify
    status: Literal["active", "off"]
    # Other words for the same thing
    synonyms: list[str]
    # Version of the catalogue
    version: int
    # What to know of its name and its synonyms
    warnings: NotRequired[list[Warning]]


class WrittenWord(TypedDict):
    # Left, top, width and height of the word, as shares of the upright picture
    box: list[float]
    # The word as it was read
    text: str
