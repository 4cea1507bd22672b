import { AppError } from '@unseen/domain';
import type { Fetcher } from '@unseen/ingest';
import type { ImportRoot } from '@unseen/ingest';
import type { ForeignPoint, PointReader } from '@unseen/vector-store';
import type { ItemContent, OutgoingItem } from '../ingest/send-items.ts';

/** Which fields of a payload hold what; a dot leads into an object. */
export interface PayloadFields {
  readonly image: string;
  readonly caption?: string;
}

/** Where pictures are got from: web addresses, and paths below a folder. */
export interface PictureSources {
  readonly fetcher: Fetcher;
  readonly folder: ImportRoot;
  readonly maxBytes: number;
}

/** Points looked at before the import is given up for a field none of them has. */
const LOOK_AT = 100;

/** Points as items: the id and the payload stay as they are, the picture is got and embedded anew. */
export async function* itemsOfPoints(
  reader: PointReader,
  fields: PayloadFields,
  sources: PictureSources,
): AsyncGenerator<OutgoingItem, void> {
  const toItem = (point: ForeignPoint): OutgoingItem => ({
    id: point.id,
    load: () => contentOf(point, fields, sources),
  });
  /** Points before the first that has the field: until then nothing is sent. */
  let held: ForeignPoint[] | undefined = [];
  for await (const point of reader.points()) {
    if (held === undefined) {
      yield toItem(point);
      continue;
    }
    held.push(point);
    if (valueAt(point.payload, fields.image) !== undefined) {
      yield* held.map(toItem);
      held = undefined;
    } else if (held.length === LOOK_AT) throw noSuchField(fields.image, held);
  }
  if (held !== undefined && held.length > 0) throw noSuchField(fields.image, held);
}

async function contentOf(
  { payload }: ForeignPoint,
  fields: PayloadFields,
  sources: PictureSources,
): Promise<ItemContent> {
  const image = valueAt(payload, fields.image);
  const caption = fields.caption === undefined ? undefined : valueAt(payload, fields.caption);
  if (image !== undefined && typeof image !== 'string') {
    throw new AppError('entry_invalid', `\`${fields.image}\` is not a string.`);
  }
  if (caption !== undefined && typeof caption !== 'string') {
    throw new AppError('entry_invalid', `\`${fields.caption}\` is not a string.`);
  }
  return {
    ...(image === undefined || image === '' ? {} : { image: await pictureAt(image, sources) }),
    ...(caption === undefined || caption.trim() === '' ? {} : { captions: [caption] }),
    metadata: payload,
  };
}

async function pictureAt(
  place: string,
  { fetcher, folder, maxBytes }: PictureSources,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = /^https?:/i.test(place)
    ? await fetcher.fetch(place)
    : await folder.readFile(folder.locate(place, '.', 'entry'), maxBytes, 'entry');
  return new Uint8Array(bytes);
}

function valueAt(payload: Readonly<Record<string, unknown>>, field: string): unknown {
  let value: unknown = payload;
  for (const name of field.split('.')) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value ?? undefined;
}

function noSuchField(field: string, points: readonly ForeignPoint[]): AppError {
  const names = [...new Set(points.flatMap(({ payload }) => Object.keys(payload)))].sort();
  const there =
    names.length === 0 ? 'The payloads are empty.' : `There are: ${names.slice(0, 20).join(', ')}.`;
  return new AppError('source_invalid', `No point has the field \`${field}\`. ${there}`);
}
