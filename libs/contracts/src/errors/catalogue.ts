/**
 * Every error code Unseen can answer with: HTTP status, title, and what the reader should do.
 * `docs/reference/errors.md` lists the same codes; a test holds the two together in both directions.
 */
export const ERROR_CATALOGUE = {
  // requests
  invalid_request: {
    status: 400,
    title: 'The request is not valid',
    help: 'Correct the fields named in `errors`.',
  },
  malformed_json: {
    status: 400,
    title: 'The body is not valid JSON',
    help: 'Send UTF-8 JSON, nested at most 16 levels deep.',
  },
  malformed_multipart: {
    status: 400,
    title: 'The multipart body is not valid',
    help: 'Send multipart/form-data with the documented parts.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not supported',
    help: 'Send application/json or multipart/form-data.',
  },
  payload_too_large: {
    status: 413,
    title: 'The request is too large',
    help: 'Stay under the limit named in the detail, or raise UNSEEN_MAX_UPLOAD_MB.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing at this address',
    help: 'Check the path against /docs.',
  },
  unauthorized: { status: 401, title: 'A key is needed', help: 'Send `Authorization: Bearer usk_...`.' },
  forbidden: {
    status: 403,
    title: 'The key may not do this',
    help: 'Use a key with the scope named in the detail.',
  },
  rate_limited: {
    status: 429,
    title: 'The key has sent too many requests',
    help: 'Try again after the time named in Retry-After, or ask for a key with a higher limit.',
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor is not valid',
    help: 'Pass `nextCursor` of the previous page unchanged, or start again without one.',
  },
  invalid_filter: {
    status: 400,
    title: 'The filter is not valid',
    help: 'See the filter reference in the guide to searching.',
  },
  // items
  item_empty: {
    status: 400,
    title: 'An item needs a picture or a caption',
    help: 'Send `image`, `caption` or both.',
  },
  item_id_invalid: {
    status: 400,
    title: 'The item id is not valid',
    help: 'Use 1 to 255 characters without control characters.',
  },
  item_not_found: { status: 404, title: 'There is no such item', help: 'Check the id and the collection.' },
  item_conflict: {
    status: 409,
    title: 'Another item has this id',
    help: 'Choose another id, or change the item with PATCH.',
  },
  item_has_no_image: {
    status: 409,
    title: 'The item has no picture',
    help: 'Choose an item with a picture.',
  },
  caption_too_long: {
    status: 400,
    title: 'The caption is too long',
    help: 'Shorten the caption to the length named in the detail.',
  },
  caption_invalid: {
    status: 400,
    title: 'The caption is not valid text',
    help: 'Send well-formed UTF-8 with at least one visible character.',
  },
  metadata_invalid: {
    status: 400,
    title: 'The metadata is not valid',
    help: 'Send a JSON object within the documented limits.',
  },
  collection_invalid: {
    status: 400,
    title: 'The collection name is not valid',
    help: 'Use 1 to 64 of a-z, 0-9, "-" and "_", starting with a letter or digit.',
  },
  collection_not_found: {
    status: 404,
    title: 'There is no such collection',
    help: 'Add an item to create it, or check the name.',
  },
  // pictures
  image_empty: { status: 400, title: 'The picture is empty', help: 'Send a file that is not empty.' },
  image_unsupported: {
    status: 415,
    title: 'The picture has a format that is not supported',
    help: 'Send JPEG, PNG, WebP, GIF, TIFF or AVIF.',
  },
  image_corrupt: {
    status: 422,
    title: 'The picture cannot be decoded',
    help: 'Check that the file is whole.',
  },
  image_too_large: {
    status: 413,
    title: 'The picture has too many pixels',
    help: 'Shrink the picture, or raise UNSEEN_MAX_PIXELS.',
  },
  image_timeout: {
    status: 422,
    title: 'Decoding the picture took too long',
    help: 'Shrink or re-save the picture.',
  },
  // jobs and their sources
  job_not_found: { status: 404, title: 'There is no such job', help: 'Check the id.' },
  job_state_conflict: {
    status: 409,
    title: 'The job is in a state that does not allow this',
    help: 'See the state named in the detail.',
  },
  source_outside_root: {
    status: 400,
    title: 'The path lies outside the import root',
    help: 'Give a path below UNSEEN_IMPORT_ROOT.',
  },
  source_not_found: {
    status: 400,
    title: 'The source does not exist',
    help: 'Check the path; it is relative to UNSEEN_IMPORT_ROOT.',
  },
  source_invalid: {
    status: 400,
    title: 'The source cannot be read as this type',
    help: 'Check `type` and the format of the file.',
  },
  entry_invalid: {
    status: 422,
    title: 'The entry is not valid',
    help: 'Correct the line named in the reason.',
  },
  entry_outside_root: {
    status: 422,
    title: 'The entry points outside its source',
    help: 'Remove absolute paths, "..", and links that lead out.',
  },
  entry_image_missing: {
    status: 422,
    title: 'The picture the entry names is not there',
    help: 'Add the picture, or remove the entry.',
  },
  entry_poisoned: {
    status: 422,
    title: 'The entry stopped the worker several times',
    help: 'Inspect the file; retry the job when it is mended.',
  },
  // pictures fetched by address
  fetch_disabled: {
    status: 422,
    title: 'Pictures are not fetched from addresses',
    help: 'Set UNSEEN_FETCH_URLS=on and retry the job, or give paths below UNSEEN_IMPORT_ROOT.',
  },
  fetch_url_invalid: {
    status: 422,
    title: 'The address is not one that is fetched from',
    help: 'Give an http or https address without a user name, at a port of UNSEEN_FETCH_PORTS.',
  },
  fetch_blocked: {
    status: 422,
    title: 'The address is not on the public internet',
    help: 'Pictures on your own network can be fetched when UNSEEN_FETCH_NETWORKS names it.',
  },
  fetch_failed: {
    status: 422,
    title: 'The picture could not be fetched',
    help: 'Check the address as the reason says, and retry the job.',
  },
  fetch_timeout: {
    status: 422,
    title: 'Fetching the picture took too long',
    help: 'Retry the job, or raise UNSEEN_FETCH_TIMEOUT.',
  },
  fetch_too_large: {
    status: 422,
    title: 'The picture has too many bytes to be fetched',
    help: 'Shrink the picture, or raise UNSEEN_FETCH_MAX_MB.',
  },
  // search
  query_empty: { status: 400, title: 'The query is empty', help: 'Send `text`, `image` or `itemId`.' },
  query_too_long: {
    status: 400,
    title: 'The query text is too long',
    help: 'Shorten the text to the length named in the detail.',
  },
  // evaluations
  evaluation_empty: {
    status: 400,
    title: 'There is nothing to evaluate',
    help: 'Check that the annotations, the split and the folder of pictures belong together.',
  },
  evaluation_not_found: { status: 404, title: 'There is no such evaluation', help: 'Check the id.' },
  // classes
  class_invalid: {
    status: 400,
    title: 'The class is not valid',
    help: 'Correct the fields named in `errors`.',
  },
  class_not_found: {
    status: 404,
    title: 'There is no such class',
    help: 'Check the id against GET /v1/classes.',
  },
  class_exists: {
    status: 409,
    title: 'There is a class of this name already',
    help: 'Choose another name, or change the class that has it. Case and Unicode form do not count.',
  },
  class_parent_not_found: {
    status: 400,
    title: 'The parent is not a class',
    help: 'Name the parent by the id or the name of a class.',
  },
  class_parent_cycle: {
    status: 400,
    title: 'A class cannot be its own ancestor',
    help: 'Choose a parent that is not below the class.',
  },
  class_limit: {
    status: 409,
    title: 'The catalogue is full',
    help: 'Remove classes that are no longer needed.',
  },
  exemplar_not_found: {
    status: 400,
    title: 'An exemplar is not there',
    help: 'Name items of the collection that have a picture.',
  },
  import_invalid: {
    status: 400,
    title: 'The import is not valid; nothing was changed',
    help: 'Correct the lines named in `errors`.',
  },
  catalogue_version_not_found: {
    status: 404,
    title: 'The catalogue has no such version',
    help: 'Check the number against GET /v1/classes/versions.',
  },
  publish_blocked: {
    status: 409,
    title: 'The version is worse than the published one',
    help: 'Mend the classes that POST /v1/evaluations/classes shows, or allow a larger `maxDrop`.',
  },
  // model packs
  pack_not_found: {
    status: 500,
    title: 'The model pack is not there',
    help: 'Set UNSEEN_MODEL_PACK to a folder that holds a manifest.json.',
  },
  pack_invalid: {
    status: 500,
    title: 'The model pack is not valid',
    help: 'Mend the manifest as the detail says.',
  },
  pack_checksum_mismatch: {
    status: 500,
    title: 'A file of the model pack is not the one its manifest names',
    help: 'Fetch the pack again.',
  },
  pack_unknown: {
    status: 404,
    title: 'There is no such model pack',
    help: 'Put its folder beside that of UNSEEN_MODEL_PACK, on every machine; GET /v1/model lists what is there.',
  },
  model_switch_running: {
    status: 409,
    title: 'A switch between model packs is under way',
    help: 'Wait for its end, or cancel it while it is embedding.',
  },
  model_switch_not_running: {
    status: 409,
    title: 'No switch between model packs is under way that could do this',
    help: 'Look at GET /v1/model. Once searches use the new pack, switch back instead of cancelling.',
  },
  model_switch_needless: { status: 409, title: 'Nothing is left to switch', help: 'There is nothing to do.' },
  execution_provider_unavailable: {
    status: 500,
    title: 'The requested execution provider is not available',
    help: 'Follow the detail, or set UNSEEN_EXECUTION_PROVIDER=cpu.',
  },
  encoder_failed: { status: 500, title: 'The encoder failed', help: 'See the logs under the request id.' },
  // parts that may be away
  vector_store_unavailable: {
    status: 503,
    title: 'The vector store is not available',
    help: 'Try again; see /health/ready.',
  },
  vector_store_unsupported: {
    status: 500,
    title: 'The vector store has a version that is not supported',
    help: 'Install the version named in the detail, or a later one.',
  },
  ledger_unavailable: {
    status: 503,
    title: 'The ledger is not available',
    help: 'Try again; see /health/ready.',
  },
  queue_unavailable: {
    status: 503,
    title: 'The queue is not available',
    help: 'Try again; see /health/ready.',
  },
  blob_store_unavailable: {
    status: 503,
    title: 'The blob store is not available',
    help: 'Try again; see /health/ready.',
  },
  blob_not_found: { status: 404, title: 'The stored file is not there', help: 'Ingest the item again.' },
  service_unavailable: {
    status: 503,
    title: 'The service is not available',
    help: 'The gateway cannot reach the service behind this path. Try again later.',
  },
  overloaded: {
    status: 503,
    title: 'The service is at its limit',
    help: 'Try again after the time named in Retry-After.',
  },
  shutting_down: { status: 503, title: 'The service is stopping', help: 'Try again on another instance.' },
  // keys
  key_not_found: {
    status: 404,
    title: 'There is no such key',
    help: 'Check the id; revoked and expired keys stay as they are.',
  },
  // backups
  backup_invalid: {
    status: 409,
    title: 'The file is not a whole backup',
    help: 'Take another copy of the backup, or an earlier backup.',
  },
  backup_too_new: {
    status: 409,
    title: 'The backup comes from a later version',
    help: 'Restore it with the version it came from, or a later one.',
  },
  restore_not_empty: {
    status: 409,
    title: 'A backup is restored into an empty platform only',
    help: 'Choose another UNSEEN_DATA_DIR, or other places on the servers.',
  },
  restore_unfinished: {
    status: 503,
    title: 'A restore has not been finished',
    help: 'Run `unseen restore` again, to its end; the platform starts after that.',
  },
  // start-up
  config_invalid: {
    status: 500,
    title: 'The configuration is not valid',
    help: 'Set the variable named in the detail.',
  },
  data_dir_locked: {
    status: 500,
    title: 'The data directory is in use',
    help: 'Stop the other process, or choose another UNSEEN_DATA_DIR.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    help: 'See the logs under the request id.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** What the catalogue says of one code. */
export interface ErrorEntry {
  /** HTTP status of the problem response. */
  readonly status: number;
  /** Short, constant summary (RFC 9457 `title`). */
  readonly title: string;
  /** What the reader can do about it. */
  readonly help: string;
}

/** A stable error code: a key of {@link ERROR_CATALOGUE}. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;
