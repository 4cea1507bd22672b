import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { originalKey } from '@unseen/blobs';
import type { ItemIngestor } from '@unseen/ingest';
import { png } from '@unseen/ingest/testing';
import { expect, it } from 'vitest';
import { restoreBackup } from '../restore/restore-backup.ts';
import { writeBackup } from '../write/write-backup.ts';
import type { BackupLab } from './lab.ts';
import type { TestStores } from './stores.ts';

export const TENANT = 'shop';
export const COLLECTION = 'shoes';
const COLORS = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
] as const;
const WORDS = ['red', 'green', 'blue'] as const;

/** Takes in items `from` to `to - 1`: pictures with captions, of every third only the caption. */
export async function fill(items: ItemIngestor, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) await items.ingestOne(item(n));
}

/** Item number n. */
export function item(n: number) {
  return {
    tenant: TENANT,
    collection: COLLECTION,
    id: `item-${String(n).padStart(4, '0')}`,
    ...(n % 3 === 2 ? {} : { image: png(COLORS[n % 3]!, 16, 16, `picture ${n}`) }),
    // Texts that arrays of a database, and files of lines, must take care of.
    captions: [`a ${WORDS[n % 3]} shoe ${n}`, 'say "a\\b"\u2028{c,d} é'],
    metadata: { price: n, note: 'x\u2028\ny\\N', nested: { list: [1, 2.5, null] } },
  };
}

/** Takes a backup into a file of the lab. @returns the file */
export async function backUp(lab: BackupLab, from: TestStores, name: string): Promise<string> {
  const path = join(lab.dir, name);
  await pipeline(writeBackup(from, { scratch: lab.dir }), createWriteStream(path));
  return path;
}

/** What must hold whatever engines a backup is taken from and restored into. */
export function restoresElsewhere(
  title: string,
  lab: () => BackupLab,
  openSource: () => Promise<TestStores>,
  openTarget: () => Promise<TestStores>,
): void {
  it(`${title}: everything is there again, and the same`, async () => {
    const [source, target] = [await lab().platform(openSource), await lab().platform(openTarget)];
    await fill(lab().itemsOf(source), 0, 30);
    await lab()
      .itemsOf(source)
      .ingestOne({ ...item(0), tenant: 'other', collection: COLLECTION, captions: ['red'] });
    await source.ledger.keys.create({
      tenant: TENANT,
      name: 'k',
      scopes: ['search'],
      hash: 'h',
      prefix: 'usk_',
      expiresAt: null,
      requestsPerMinute: 60,
    });
    await source.ledger.audit.record({
      tenant: TENANT,
      actor: 'a',
      action: 'key.create',
      subject: 'k',
    });
    const sign = { tenant: TENANT, collection: COLLECTION, id: item(0).id };
    const said = { text: 'Größe 42', box: [0.1, 0.2, 0.3, 0.1], confidence: 1 } as const;
    await source.ledger.collections.change(TENANT, COLLECTION, { readText: 'auto' });
    await source.ledger.texts.correct(sign, { words: [said], tokens: ['grosse', '42'] });
    const exemplar = { id: 'shown', hash: 'e'.repeat(64) };
    await source.blobs.put(originalKey(exemplar.hash), png([1, 2, 3]), 'image/png');
    await source.ledger.classes.change(
      { tenant: TENANT, actor: 'a', action: 'class.add', subject: 'shoe' },
      () => [],
      [exemplar],
    );
    const path = await backUp(lab(), source, `${title}.tar`);
    const manifest = await restoreBackup(target, path);
    expect(manifest).toMatchObject({ items: 31, points: 31, pictures: 21, withoutOriginal: 0 });
    expect(await target.blobs.has(originalKey(exemplar.hash))).toBe(true);
    expect(await target.ledger.prototypes.exemplarPictures(TENANT, [exemplar.id])).toEqual(
      new Map([[exemplar.id, exemplar.hash]]),
    );
    expect(await lab().expectWhole(target, TENANT, COLLECTION)).toHaveLength(30);
    expect(await lab().expectWhole(target, 'other', COLLECTION)).toHaveLength(1);
    const rows = async ({ ledger }: TestStores) => ledger.items.page(TENANT, COLLECTION, undefined, 100);
    expect(await rows(target)).toEqual(await rows(source));
    expect(await target.ledger.texts.get(sign)).toMatchObject({ state: 'corrected', words: [said] });
    expect(await target.ledger.texts.itemsWith(sign, [['grosse'], ['42']], 10)).toEqual([sign.id]);
    expect((await target.ledger.collections.get(TENANT, COLLECTION))?.readText).toBe('auto');
    expect(await target.ledger.keys.findByHash('h')).toEqual(await source.ledger.keys.findByHash('h'));
    // The next act gets a number of its own.
    await target.ledger.audit.record({
      tenant: TENANT,
      actor: 'b',
      action: 'key.revoke',
      subject: 'k',
    });
    expect((await target.ledger.audit.list(TENANT, 10)).map(({ actor }) => actor)).toEqual(['b', 'a']);
  });

  it(`${title}: a backup taken while items come, change and go holds each of its items whole`, async () => {
    const [source, target] = [await lab().platform(openSource), await lab().platform(openTarget)];
    const items = lab().itemsOf(source);
    await fill(items, 0, 60);
    const backup = writeBackup(source, { scratch: lab().dir });
    // The first bytes come once the ledger has been read: what follows happens after the snapshot, while nothing is taken away.
    await once(backup, 'readable');
    await fill(items, 60, 80);
    for (const n of [0, 1, 57])
      await items.deleteItem({ tenant: TENANT, collection: COLLECTION, id: item(n).id });
    for (const n of [3, 4, 58]) {
      await items.updateItem(
        { tenant: TENANT, collection: COLLECTION, id: item(n).id },
        { captions: ['a blue shoe, mended'] },
      );
    }
    await items.updateItem(
      { tenant: TENANT, collection: COLLECTION, id: item(6).id },
      { metadata: { price: 1 } },
    );
    await items.ingestOne({ ...item(7), image: png([9, 9, 9], 16, 16, 'another'), policy: 'replace' });
    const path = join(lab().dir, `${title}-busy.tar`);
    await pipeline(backup, createWriteStream(path));
    await restoreBackup(target, path);
    // What was being written when it was taken is embedded again, as after a crash.
    const { failed } = await lab()
      .itemsOf(target)
      .reconcile(new Date(Date.now() + 60_000));
    expect(failed).toEqual([]);
    const ids = await lab().expectWhole(target, TENANT, COLLECTION);
    const kept = Array.from({ length: 60 }, (_, n) => item(n).id).filter((_, n) => ![0, 1, 57].includes(n));
    expect(ids.filter((id) => kept.includes(id))).toEqual(kept);
    // Items that came later are not in it.
    expect(ids.filter((id) => id >= item(60).id)).toEqual([]);
  });
}
