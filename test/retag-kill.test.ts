import { openLedger, type Ledger } from '@unseen/ledger';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Standalone } from './support/standalone.ts';

const THINGS = ['apple', 'dog', 'car', 'boat', 'guitar', 'chair', 'rose', 'shirt', 'lamp', 'horse'];
const KINDS = ['red', 'small', 'wooden', 'old', 'wet'];
/** How often a retag is killed in the middle; `RETAG_KILLS=20` for the long run. */
const KILLS = Number(process.env['RETAG_KILLS'] ?? 1);
const LONG = 300_000;

interface Retag {
  readonly state: 'current' | 'running' | 'waiting';
  readonly version: number;
  readonly classes: number;
  readonly classesDone: number;
}

describe('a retag that is killed', () => {
  let platform: Standalone;
  beforeAll(async () => {
    platform = await Standalone.start();
    const items = KINDS.flatMap((kind) => THINGS.map((thing) => `a ${kind} ${thing}`));
    const lines = items.map((caption) => JSON.stringify({ id: caption.replaceAll(' ', '-'), caption }));
    await mkdir(join(platform.dataDir, 'import'));
    await writeFile(join(platform.dataDir, 'import/items.jsonl'), lines.join('\n'));
    const { id } = await platform.json(202, 'POST', '/v1/jobs', {
      source: { type: 'jsonl', path: 'items.jsonl' },
    });
    const done = async () => (await platform.json(200, 'GET', `/v1/jobs/${id}`)).state === 'completed';
    await vi.waitUntil(done, { timeout: LONG });
    await replaceClasses(THINGS);
    await vi.waitUntil(async () => (await progress()).state === 'current', { timeout: LONG });
  }, LONG);
  afterAll(() => platform?.dispose());

  const replaceClasses = (names: readonly string[]) =>
    platform.json(200, 'POST', '/v1/classes/import?mode=replace', {
      classes: names.map((name) => ({ name, seen: false })),
    });
  const progress = async (): Promise<Retag> =>
    (await platform.json(200, 'GET', '/v1/classes/retag')).collections[0] as Retag;

  /** Waits until some of the changed classes are done and some are not. @returns whether it was not too late */
  async function reachMiddle(version: number): Promise<boolean> {
    for (;;) {
      const now = await progress();
      if (now.version === version) return false;
      if (now.state === 'running' && now.classesDone > 0 && now.classesDone < now.classes) return true;
    }
  }

  /** The class of each item, as a scan of all of them gives it. */
  async function fullScan(): Promise<Map<string, string>> {
    const { items } = await platform.json(200, 'GET', '/v1/items?limit=100');
    expect(items).toHaveLength(KINDS.length * THINGS.length);
    const found = new Map<string, string>();
    for (const { id } of items as { id: string }[]) {
      const { classes, unknown } = await platform.json(200, 'POST', '/v1/classify', { itemId: id });
      if (!unknown) found.set(id, classes[0].id);
    }
    return found;
  }

  /** Looks into the ledger of a platform that does not run. */
  async function inLedger<T>(look: (ledger: Ledger) => Promise<T>): Promise<T> {
    const ledger = await openLedger({ kind: 'embedded', dir: join(platform.dataDir, 'ledger') });
    return look(ledger).finally(() => ledger.close());
  }

  it(
    'goes on by itself after the restart, says how far it is, and leaves the tags of a full scan',
    async () => {
      let killed = 0;
      // Where the machine is too fast to be caught in the middle, the catalogue changes once more.
      for (let round = 0; killed < KILLS; round++) {
        expect(round).toBeLessThan(20);
        const names = KINDS.flatMap((kind) => THINGS.map((thing) => `${kind} ${thing}`));
        const { version } = await replaceClasses(round % 2 === 0 ? names : [...THINGS, ...names.slice(5)]);
        if (!(await reachMiddle(version as number))) continue;
        await platform.stop('SIGKILL');
        const [left] = await inLedger((ledger) => ledger.tags.retags('default'));
        if (left!.version < version) killed += 1;
        await platform.boot();
        const seen: Retag[] = [];
        const state = async () => {
          seen.push(await progress());
          return seen.at(-1)!.state;
        };
        await expect.poll(state, { timeout: LONG, interval: 5 }).toBe('current');
        for (const { classes, classesDone } of seen) expect(classesDone).toBeLessThanOrEqual(classes);
        expect(seen.at(-1)).toMatchObject({ version, classesDone: seen.at(-1)!.classes });
      }
      const scan = await fullScan();
      expect(scan.size).toBeGreaterThan(25);
      const { classes } = await platform.json(200, 'GET', '/v1/classes?limit=1000');
      const counted = classes.map(({ id, items }: { id: string; items: number }) => [id, items] as const);
      await platform.stop();
      const tags = new Map<string, string>();
      await inLedger(async (ledger) => {
        for (const id of new Set([...scan.values(), ...counted.map(([id]: [string, number]) => id)]))
          for (const item of await ledger.tags.itemsOf('default', 'default', [id], '', 1_000))
            tags.set(item, id);
      });
      expect(new Map([...tags].sort())).toEqual(new Map([...scan].sort()));
      for (const [id, items] of counted)
        expect(items).toBe([...tags.values()].filter((each) => each === id).length);
    },
    LONG,
  );
});
