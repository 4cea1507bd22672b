import type { ErrorEntry } from '../error-entry.ts';

/** Codes of single items. */
export const ITEMS_CODES = {
  item_empty: {
    status: 400,
    title: 'An item needs a picture or a caption',
    help: 'Send `image`, `caption` or both.',
  },
  item_id_invalid: {
    status: 400,
    title: 'The item id is not valid',
    help: 'Use 1 to 1,000 bytes of UTF-8 without control characters; not ".", ".." or "count".',
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
  collection_exists: {
    status: 409,
    title: 'There is such a collection already',
    help: 'Choose another name, or change the collection with PATCH.',
  },
  collection_deleting: {
    status: 409,
    title: 'The collection is being emptied or deleted',
    help: 'Wait for the job named in the detail, or cancel it.',
  },
  collection_not_found: {
    status: 404,
    title: 'There is no such collection',
    help: 'Add an item to create it, or check the name.',
  },
  map_not_found: {
    status: 404,
    title: 'The collection has no map yet',
    help: 'Make one with `POST /v1/collections/{name}/map`, and wait for its job.',
  },
} as const satisfies Record<string, ErrorEntry>;
