import type { Unseen } from '@unseen/client';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where items lie: a column of ids, and two of numbers. */
interface MapColumns {
  readonly ids: readonly string[];
  readonly columns: readonly (readonly [name: string, values: Float64Array])[];
}

/** Where the items of a collection lie. @param places - on earth, instead of in the map of the collection */
export async function columnsOf(unseen: Unseen, collection: string, places: boolean): Promise<MapColumns> {
  if (!places) {
    const { ids, x, y } = await unseen.maps.get(collection);
    return {
      ids,
      columns: [
        ['x', x],
        ['y', y],
      ],
    };
  }
  const { ids, latitude, longitude } = await unseen.maps.places(collection);
  return {
    ids,
    columns: [
      ['latitude', latitude],
      ['longitude', longitude],
    ],
  };
}

/** Writes a table with a row for each item (CSV, RFC 4180). @returns how many */
export async function writeMap({ ids, columns }: MapColumns, file: string): Promise<number> {
  const rows = function* () {
    yield `id,${columns.map(([name]) => name).join(',')}\n`;
    for (const [at, id] of ids.entries())
      yield `${cell(id)},${columns.map(([, values]) => values[at]).join(',')}\n`;
  };
  await pipeline(Readable.from(rows()), createWriteStream(file));
  return ids.length;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
