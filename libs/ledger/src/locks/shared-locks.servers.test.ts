import { SERVERS } from '@unseen/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AdvisoryLocks } from '../database/server/advisory-locks.ts';
import { createDatabase } from '../testing/open-test-ledger.ts';

/** Resolves when what was asked before has been tried, more than once: a process asks in one session, one after the other. */
async function tried(locks: AdvisoryLocks): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    const release = await locks.tryExclusive('behind');
    await release!();
  }
}

describe.skipIf(SERVERS.postgres === undefined)('locks between processes', () => {
  let url: string;
  let one: AdvisoryLocks;
  let two: AdvisoryLocks;
  beforeAll(async () => {
    url = await createDatabase(SERVERS.postgres!);
    [one, two] = [new AdvisoryLocks(url), new AdvisoryLocks(url)];
  });
  afterAll(() => Promise.all([one.close(), two.close()]));

  it('give all of the names to one at a time', async () => {
    const release = await one.exclusive(['a', 'b']);
    expect(await two.tryExclusive('a')).toBeUndefined();
    let got = false;
    const waiting = two.exclusive(['c', 'b']).then((given) => {
      got = true;
      return given;
    });
    await tried(two);
    expect(got).toBe(false);
    await release();
    await (
      await waiting
    )();
    // What the one that waited had got of the rest in between was given back each time.
    await (
      await one.exclusive(['a', 'b', 'c'])
    )();
  });

  it('never let two that want the same names wait for ever', async () => {
    let inside = 0;
    const names = ['x', 'y', 'z'];
    const use = async (locks: AdvisoryLocks, order: string[]) => {
      const release = await locks.exclusive(order);
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      await release();
    };
    const turns = async (locks: AdvisoryLocks, order: string[]) => {
      for (let turn = 0; turn < 30; turn++) await use(locks, order);
    };
    await Promise.all([turns(one, names), turns(two, names.toReversed())]);
  });

  it('are shared by any number, and by none while one has them alone', async () => {
    const first = await one.shared('p');
    const second = await two.shared('p');
    expect(await two.tryExclusive('p')).toBeUndefined();
    await first();
    const alone = await two.tryExclusive('p');
    expect(alone).toBeDefined();
    await second();
    let got = false;
    const waiting = one.shared('p').then((given) => {
      got = true;
      return given;
    });
    await tried(one);
    expect(got).toBe(false);
    await alone!();
    await (
      await waiting
    )();
  });

  it('are taken again when their session is lost and their process lives', async () => {
    const held = await one.exclusive(['kept']);
    const client = new Client(url);
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()`,
    );
    await client.end();
    // The first statement finds the session gone; from then on there is another.
    await vi.waitUntil(
      async () => {
        const other = await one.tryExclusive('other').catch(() => undefined);
        await other?.();
        return other !== undefined;
      },
      { timeout: 300_000 },
    );
    expect(await two.tryExclusive('kept')).toBeUndefined();
    await held();
    const free = await two.tryExclusive('kept');
    expect(free).toBeDefined();
    await free!();
  });

  it('are given free when a process loses its session, and it takes locks again', async () => {
    const lost = await one.exclusive(['gone']);
    const client = new Client(url);
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()`,
    );
    await client.end();
    await vi.waitUntil(
      async () => {
        const release = await two.tryExclusive('gone').catch(() => undefined);
        await release?.();
        return release !== undefined;
      },
      { timeout: 300_000 },
    );
    await lost();
    await (
      await one.exclusive(['gone'])
    )();
  });
});
