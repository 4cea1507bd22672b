import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pointId } from '@unseen/domain';
import { png } from '@unseen/ingest/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBackup, restoreBackup } from './restore/restore-backup.ts';
import { BackupLab } from './testing/lab.ts';
import { backUp, COLLECTION, fill, item, restoresElsewhere, TENANT } from './testing/scenarios.ts';
import { openEmbedded, type TestStores } from './testing/stores.ts';
import { writeBackup } from './write/write-backup.ts';

let lab: BackupLab;
beforeAll(async () => {
  lab = await BackupLab.open();
});
afterAll(() => lab.close());

restoresElsewhere('from embedded to embedded engines', () => lab, openEmbedded, openEmbedded);

describe('a backup that is not whole', () => {
  let source: TestStores;
  let whole: string;
  beforeAll(async () => {
    source = await lab.platform();
    await fill(lab.itemsOf(source), 0, 10);
    whole = await backUp(lab, source, 'whole.tar');
  });

  async function copy(name: string): Promise<string> {
    const path = join(lab.dir, name);
    await copyFile(whole, path);
    return path;
  }

  async function expectRefused(path: string): Promise<void> {
    const target = await lab.platform();
    await expect(restoreBackup(target, path)).rejects.toMatchObject({ code: 'backup_invalid' });
    expect(await target.ledger.transfer.isEmpty()).toBe(true);
    const space = { tenant: TENANT, collection: COLLECTION, pack: lab.encoder.pack.id };
    expect(await target.store.hasSpace(space)).toBe(false);
    const { imageKey } = (await source.ledger.items.page(TENANT, COLLECTION, undefined, 1))[0]!;
    expect(await target.blobs.has(`originals/${imageKey!}`)).toBe(false);
  }

  it('is refused when it was cut short, before anything is written', async () => {
    const path = await copy('short.tar');
    await truncate(path, (await readFile(path)).length - 8_192);
    await expectRefused(path);
  });

  it('is refused when one bit of a picture has turned, before anything is written', async () => {
    const path = await copy('turned.tar');
    const bytes = await readFile(path);
    bytes[bytes.lastIndexOf('IDAT') + 6]! ^= 1;
    await writeFile(path, bytes);
    await expectRefused(path);
  });

  it('is refused when a file of it is left out, before anything is written', async () => {
    const path = join(lab.dir, 'left-out.tar');
    const bytes = await readFile(whole);
    // From the extended header of the first thumbnail or original to the next.
    const start = bytes.indexOf('PaxHeader', 1_024);
    const end = bytes.indexOf('PaxHeader', start + 1);
    await writeFile(path, Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]));
    await expectRefused(path);
  });

  it('is refused when it is something else', async () => {
    const path = join(lab.dir, 'picture.png');
    await writeFile(path, png([1, 2, 3], 64, 64));
    await expectRefused(path);
  });

  it('breaks off with an error, not with an end, when a store goes away', async () => {
    const stores = await lab.platform();
    await fill(lab.itemsOf(stores), 0, 3);
    await stores.ledger.close();
    const broken = writeBackup(stores, { scratch: lab.dir });
    await expect(Array.fromAsync(broken)).rejects.toMatchObject({ code: 'ledger_unavailable' });
  });
});

it('breaks off where its rows cannot be written down, and ends nothing else', async () => {
  const stores = await lab.platform();
  await fill(lab.itemsOf(stores), 0, 3);
  const file = join(lab.dir, 'no-folder');
  await writeFile(file, '');
  const errors: Error[] = [];
  const broken = writeBackup(stores, {
    scratch: join(file, 'scratch'),
    onError: (error) => errors.push(error),
  });
  await expect(Array.fromAsync(broken)).rejects.toMatchObject({ code: 'ENOTDIR' });
  expect(errors).toHaveLength(1);
  await stores.ledger.ping();
});

it('restores into an empty platform only', async () => {
  const source = await lab.platform();
  await fill(lab.itemsOf(source), 0, 3);
  const path = await backUp(lab, source, 'small.tar');
  const target = await lab.platform();
  await lab.itemsOf(target).ingestOne(item(50));
  await expect(restoreBackup(target, path)).rejects.toMatchObject({ code: 'restore_not_empty' });
  expect(await lab.expectWhole(target, TENANT, COLLECTION)).toEqual([item(50).id]);
});

it('restores over an empty platform of which backups were taken, and its acts are those of the backup', async () => {
  const source = await lab.platform();
  await fill(lab.itemsOf(source), 0, 3);
  await source.ledger.transfer.recordTaking({ tenant: TENANT, actor: 'operator' });
  const path = await backUp(lab, source, 'taken.tar');
  const target = await lab.platform();
  for (let night = 0; night < 2; night += 1) {
    await target.ledger.transfer.recordTaking({ tenant: TENANT, actor: 'schedule' });
  }
  await restoreBackup(target, path);
  expect(await lab.expectWhole(target, TENANT, COLLECTION)).toHaveLength(3);
  expect((await target.ledger.audit.list(TENANT, 10)).map(({ actor }) => actor)).toEqual(['operator']);
  // Any other act says that something was there once.
  const used = await lab.platform();
  await used.ledger.audit.record({ tenant: TENANT, actor: 'a', action: 'key.create', subject: 'k' });
  await expect(restoreBackup(used, path)).rejects.toMatchObject({ code: 'restore_not_empty' });
});

it('restores again after a restore that was cut short, with nothing left over', async () => {
  const source = await lab.platform();
  await fill(lab.itemsOf(source), 0, 9);
  const path = await backUp(lab, source, 'again.tar');
  const target = await lab.platform();
  // As if the process had died once all vectors were there, and something else besides.
  const space = { tenant: TENANT, collection: COLLECTION, pack: lab.encoder.pack.id };
  const other = await lab.platform();
  await fill(lab.itemsOf(other), 20, 25);
  const left = await other.ledger.items.page(TENANT, COLLECTION, undefined, 10);
  await target.store.ensureSpace(space, lab.encoder.pack.spaces.global);
  const parts = {
    vectors: ['image', 'caption', 'joint'],
    payload: true,
    regions: true,
    tokens: true,
  } as const;
  const points = await other.store.read(
    space,
    left.map(({ id }) => pointId(space, id)),
    parts,
  );
  await target.store.upsert(
    space,
    points.map((point) => ({ ...point, payload: point.payload! })),
  );
  await restoreBackup(target, path);
  expect(await lab.expectWhole(target, TENANT, COLLECTION)).toHaveLength(9);
});

it('keeps an item whose original was lost before, and says how many there are', async () => {
  const source = await lab.platform();
  await fill(lab.itemsOf(source), 0, 3);
  const [first] = await source.ledger.items.page(TENANT, COLLECTION, undefined, 1);
  await source.blobs.delete(`originals/${first!.imageKey!}`);
  const path = await backUp(lab, source, 'lost.tar');
  expect(await checkBackup(path)).toMatchObject({ items: 3, points: 3, pictures: 1, withoutOriginal: 1 });
  const target = await lab.platform();
  await restoreBackup(target, path);
  const space = { tenant: TENANT, collection: COLLECTION, pack: lab.encoder.pack.id };
  expect(await target.store.count(space)).toBe(3);
});
