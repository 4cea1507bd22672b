import { Unseen } from '@unseen/client';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readFile } from 'node:fs/promises';
import type { Platform } from '../../test/support/platform.ts';
import { PICTURES } from '../../test/support/pictures.ts';

/** A line of an export, as far as copies of it need to be told apart. */
interface Line {
  readonly id: string;
  readonly captions: readonly string[];
  readonly metadata: { readonly emoji?: string };
}

const DAY_MS = 24 * 3600 * 1000;
/** Copies of an item lie this far apart, so that a time line has years. */
const FIRST = Date.UTC(2016, 0, 1);

/**
 * Fills a collection with copies of the sample until it has so many pictures: with the vectors they have, so that nothing is embedded, and
 * each with an id and a day of its own.
 *
 * @param platform - with the sample in its default collection
 */
export async function growLibrary(platform: Platform, collection: string, count: number): Promise<void> {
  const unseen = new Unseen({ url: platform.url });
  const lines: { line: Line; picture: string }[] = [];
  const exported = await new Response(await unseen.exportCollection('default', { vectors: true })).text();
  for (const text of exported.split('\n').filter((each) => each !== '')) {
    const line = JSON.parse(text) as Line;
    const code = [...(line.metadata.emoji ?? '')].map((each) => each.codePointAt(0)!.toString(16)).join('-');
    const picture = await readFile(join(PICTURES, `${code}.webp`)).catch(() => undefined);
    if (picture !== undefined) lines.push({ line, picture: picture.toString('base64') });
  }
  const root = join(platform.dataDir, 'import');
  await mkdir(root, { recursive: true });
  await pipeline(Readable.from(copies(lines, count)), createWriteStream(join(root, 'grown.ndjson')));
  const source = { type: 'export', path: 'grown.ndjson' } as const;
  const { data: job } = await unseen.http.POST('/v1/jobs', { body: { source, collection } });
  for await (const { state, done, failed } of unseen.watchJob(job!.id))
    if (state !== 'running') console.log(`${collection}: ${state}, ${done} added, ${failed} failed`);
}

function* copies(lines: readonly { line: Line; picture: string }[], count: number): Generator<string> {
  for (let at = 0; at < count; at++) {
    const { line, picture } = lines[at % lines.length]!;
    const taken = new Date(FIRST + ((at * 7919) % 3_650) * DAY_MS).toISOString().slice(0, 19);
    yield `${JSON.stringify({
      ...line,
      id: `${String(at).padStart(6, '0')}-${line.id}`,
      metadata: { ...line.metadata, taken },
      picture: { data: picture },
    })}\n`;
  }
}
