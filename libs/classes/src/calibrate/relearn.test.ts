import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileBlobs } from '@unseen/blobs';
import { pointId, type BlobStore, type Queue, type VectorStore } from '@unseen/domain';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { TINY_COLORS, writeTinyPack } from '@unseen/encoder/testing';
import { PictureStore } from '@unseen/ingest';
import type { Ledger } from '@unseen/ledger';
import { openTestLedger } from '@unseen/ledger/testing';
import { openPgBossQueue } from '@unseen/queue';
import { openLanceDb } from '@unseen/vector-store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WritingParts } from '../class-parts.ts';
import { LiveCatalogues } from '../live/live-catalogues.ts';
import { calibrate } from './calibrate.ts';
import { relearnCalibrations } from './relearn.ts';

const COLORS = Object.keys(TINY_COLORS).slice(0, 8);
const SHADES = [1, 0.8, 0.6];
const FORMER = '1.0.0';
const NEXT = '2.0.0';

const decodeLimits = { maxPixels: 1_000_000, timeoutSeconds: 5 };
let dir: string;
let blobs: BlobStore;
let ledger: Ledger;
let store: VectorStore;
let queue: Queue;
const encoders: Record<string, Encoder> = {};
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'unseen-curator-'));
  for (const version of [FORMER, NEXT]) {
    await writeTinyPack(join(dir, version), version);
    encoders[version] = await openEncoder({ pack: await loadPack(join(dir, version)) });
  }
  ledger = await openTestLedger();
  blobs = await openFileBlobs({ dir: join(dir, 'blobs') });
  store = await openLanceDb({ dir: join(dir, 'vectors') });
  queue = await openPgBossQueue({ database: ledger.embedded });
  await queue.start();
});
afterAll(async () => {
  await queue?.stop();
  await store?.close();
  await ledger?.close();
  for (const encoder of Object.values(encoders)) await encoder.close();
  await rm(dir, { recursive: true });
});

/** A tenant whose classes are colors, with an exemplar per shade and as many items; all stored under a pack. */
class Colors {
  readonly tenant: string;

  constructor(tenant: string) {
    this.tenant = tenant;
  }

  static async add(tenant: string): Promise<Colors> {
    const colors = new Colors(tenant);
    await ledger.collections.ensure(tenant, 'c');
    await ledger.classes.change({ tenant, actor: 'me', action: 'class.add', subject: 'colors' }, () =>
      COLORS.map((name) => ({
        op: 'put',
        id: name,
        nameKey: name,
        content: {
          name,
          synonyms: [],
          seen: true,
          status: 'active',
          exemplars: SHADES.map((shade) => ({ id: `${name}-${shade}` })),
        },
      })),
    );
    return colors;
  }

  parts(version: string): WritingParts {
    const pictures = new PictureStore(blobs, ledger, decodeLimits);
    return { ledger, store, queue, pictures, decodeLimits, encoder: encoders[version]! };
  }

  space(version: string) {
    return { tenant: this.tenant, collection: 'c', pack: encoders[version]!.pack.id };
  }

  /** Stores vectors of these colors. */
  async store(version: string, names: readonly string[] = COLORS): Promise<void> {
    const encoder = encoders[version]!;
    const space = this.space(version);
    await store.ensureSpace(space, encoder.pack.spaces.global);
    for (const name of names) {
      for (const shade of SHADES) {
        const id = `${name}-${shade}`;
        const pixel = TINY_COLORS[name]!.map((value) => Math.round(255 * value * shade));
        const rgb = Uint8Array.from({ length: 3 * encoder.imageSpec.size ** 2 }, (_, at) => pixel[at % 3]!);
        const vector = (await encoder.encodeImage(rgb, 'bulk')).global;
        await ledger.prototypes.putExemplars(this.tenant, space.pack, [{ id, vector }]);
        const payload = { captions: [], metadata: {}, hasImage: true, contentHash: '0'.repeat(64) };
        const point = { id: pointId(space, id), itemId: id, vectors: { image: vector }, payload };
        await store.upsert(space, [point]);
      }
    }
  }

  calibrate(version: string) {
    const parts = this.parts(version);
    const actor = { tenant: this.tenant, name: 'me' };
    return calibrate(parts, new LiveCatalogues(parts), actor, this.space(version));
  }

  async relearn(version: string): Promise<void> {
    const parts = this.parts(version);
    const { signal } = new AbortController();
    await relearnCalibrations(parts, new LiveCatalogues(parts), this.tenant, signal);
  }

  /** What a process on a pack decides with. */
  async calibration(version: string) {
    return (await new LiveCatalogues(this.parts(version)).of(this.space(version))).calibration;
  }

  async newest() {
    const [newest] = await ledger.classes.versions(this.tenant, 1);
    const { version, action, actor } = newest!;
    return { version, action, actor };
  }
}

async function goOver(source: string, target: string): Promise<void> {
  const [from, to] = [encoders[source]!.pack.id, encoders[target]!.pack.id];
  const { id } = await ledger.modelSwitches.begin({
    source: from,
    target: to,
    acceptFailures: false,
    actor: 'me',
  });
  await ledger.modelSwitches.goOver(id);
  await ledger.modelSwitches.complete(id);
}

test('what was learned from the former vectors is learned again once per switch, there and back', async () => {
  const colors = await Colors.add('there-and-back');
  for (const version of [FORMER, NEXT]) await colors.store(version);
  const usual = await colors.calibration(FORMER);
  const { calibration: learned, items } = await colors.calibrate(FORMER);
  expect(items).toBeGreaterThan(0);
  expect(learned).not.toEqual(usual);
  expect(await colors.calibration(FORMER)).toEqual(learned);
  const { version } = await colors.newest();
  await colors.relearn(FORMER);
  expect((await colors.newest()).version).toBe(version);

  await goOver(FORMER, NEXT);
  expect(await colors.calibration(NEXT)).toEqual(usual);
  // Of two processes one learns.
  await Promise.all([colors.relearn(NEXT), colors.relearn(NEXT)]);
  await colors.relearn(NEXT);
  const next = { version: version + 1, action: 'catalogue.calibrate', actor: 'model switch' };
  expect(await colors.newest()).toEqual(next);
  // Both packs are the same model.
  expect(await colors.calibration(NEXT)).toEqual(learned);

  await goOver(NEXT, FORMER);
  await colors.relearn(FORMER);
  await colors.relearn(FORMER);
  expect(await colors.newest()).toEqual({ ...next, version: version + 2 });
  expect(await colors.calibration(FORMER)).toEqual(learned);
});

test('where too few exemplars have vectors, the usual calibration holds, and the audit log says so', async () => {
  const colors = await Colors.add('too-few');
  await colors.store(FORMER);
  await colors.store(NEXT, COLORS.slice(1));
  const usual = await colors.calibration(FORMER);
  await colors.calibrate(FORMER);
  const before = await colors.newest();
  await goOver(FORMER, NEXT);
  await colors.relearn(NEXT);
  expect(await ledger.prototypes.calibrationsDue(encoders[NEXT]!.pack.id, colors.tenant)).toEqual([]);
  expect(await colors.calibration(NEXT)).toEqual(usual);
  expect(await colors.newest()).toEqual(before);
  expect((await ledger.audit.list(colors.tenant, 1))[0]).toMatchObject({
    actor: 'model switch',
    action: 'catalogue.uncalibrated',
    subject: 'c',
  });
});
