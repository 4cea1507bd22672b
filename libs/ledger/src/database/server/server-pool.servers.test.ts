import { openProxy, type Proxy, SERVERS } from '@unseen/testing';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Ledger } from '../../ledger.ts';
import { openLedger } from '../../open-ledger.ts';
import { createDatabase } from '../../testing/open-test-ledger.ts';
import { itemWrite } from '../../testing/records.ts';
import { ServerPool } from './server-pool.ts';

const UNAVAILABLE = { code: 'ledger_unavailable' };

describe.skipIf(SERVERS.postgres === undefined)('the ledger on a Postgres server', () => {
  let url: string;
  let proxy: Proxy;
  let ledger: Ledger;
  beforeAll(async () => {
    url = await createDatabase(SERVERS.postgres!);
    proxy = await openProxy(url);
    ledger = await openLedger({ kind: 'postgres', url: proxy.url });
  });
  afterAll(async () => {
    await ledger.close();
    await proxy.close();
  });

  /** Acts on the server beside the ledger. */
  async function administer<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client(url);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
  const killConnections = () =>
    administer((client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      ),
    );

  it('lets many processes start on an empty server at once: one migrates', async () => {
    const empty = await createDatabase(SERVERS.postgres!);
    const ledgers = await Promise.all(
      Array.from({ length: 6 }, () => openLedger({ kind: 'postgres', url: empty })),
    );
    await ledgers[0]!.items.put([itemWrite({ id: 'one' })]);
    expect(await ledgers[5]!.items.get(itemWrite({ id: 'one' }))).toMatchObject({ id: 'one' });
    await Promise.all(ledgers.map((opened) => opened.close()));
  });

  it('waits for room on a server that is full', async () => {
    const role = `guest_${randomBytes(4).toString('hex')}`;
    await administer((client) => client.query(`create role ${role} login password 'x' connection limit 1`));
    const guest = new URL(url);
    guest.username = role;
    guest.password = 'x';
    const first = new ServerPool(guest.href, { connections: 1 });
    const second = new ServerPool(guest.href, { connections: 1 });
    const held = await first.connect();
    const waiting = second.connect();
    await vi.waitUntil(() => second.retries > 0, { timeout: 300_000 });
    held.release();
    await first.close();
    const connected = await waiting;
    expect((await connected.query('select 1 as one', [])).rows).toEqual([{ one: 1 }]);
    connected.release();
    await second.close();
  });

  it('says what its connections are at, and how many wait for one', async () => {
    const pool = new ServerPool(url, { connections: 2 });
    expect(pool.usage).toEqual({ busy: 0, idle: 0, unused: 2, waiting: 0 });
    const held = [await pool.connect(), await pool.connect()];
    const third = pool.connect();
    expect(pool.usage).toEqual({ busy: 2, idle: 0, unused: 0, waiting: 1 });
    for (const connection of held) connection.release();
    (await third).release();
    expect(pool.usage).toEqual({ busy: 0, idle: 2, unused: 0, waiting: 0 });
    await pool.close();
  });

  it('says that a server is away when it is opened', async () => {
    proxy.cut();
    await expect(openLedger({ kind: 'postgres', url: proxy.url })).rejects.toMatchObject(UNAVAILABLE);
    proxy.restore();
  });

  it('outlives the end of its idle connections without anybody noticing', async () => {
    await Promise.all(Array.from({ length: 10 }, () => ledger.ping()));
    await killConnections();
    await vi.waitUntil(
      async () => {
        const { rows } = await administer((client) =>
          client.query<{ count: number }>(
            `select count(*)::integer from pg_stat_activity where application_name = 'unseen' and datname = current_database()`,
          ),
        );
        return rows[0]!.count === 0;
      },
      { timeout: 300_000 },
    );
    await ledger.items.put([itemWrite({ id: 'after' })]);
    expect(await ledger.items.get(itemWrite({ id: 'after' }))).toMatchObject({ id: 'after' });
  });

  it('fails what is under way when the server goes away, and recovers by itself', async () => {
    const pending = Array.from({ length: 20 }, (_, n) => ledger.items.put([itemWrite({ id: `n${n}` })]));
    proxy.cut();
    const outcomes = await Promise.allSettled(pending);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(UNAVAILABLE);
    }
    await expect(ledger.ping()).rejects.toMatchObject(UNAVAILABLE);
    await expect(ledger.items.put([itemWrite({ id: 'lost' })])).rejects.toMatchObject(UNAVAILABLE);
    proxy.restore();
    await ledger.ping();
    // What was acknowledged is there.
    const kept = outcomes.flatMap((outcome, n) =>
      outcome.status === 'fulfilled' ? [itemWrite({ id: `n${n}` })] : [],
    );
    expect(await ledger.items.getMany(kept)).toHaveLength(kept.length);
  });

  it('does not wait for ever for a server that hangs', async () => {
    const pool = new ServerPool(proxy.url, { answerMs: 500 });
    const connection = await pool.connect();
    proxy.stall();
    await expect(connection.query('select 1', [])).rejects.toMatchObject(UNAVAILABLE);
    connection.release();
    await expect(pool.connect()).rejects.toMatchObject(UNAVAILABLE);
    proxy.restore();
    const again = await pool.connect();
    expect((await again.query('select 1 as one', [])).rows).toEqual([{ one: 1 }]);
    again.release();
    await pool.close();
  });

  it('frees what a process that froze inside a transaction had locked', async () => {
    const job = await ledger.jobs.create({
      tenant: 'default',
      collection: 'pictures',
      source: { type: 'folder', path: 'p' },
      duplicates: 'skip',
    });
    const pool = new ServerPool(url, { idleInTransactionMs: 1_000 });
    const frozen = await pool.connect();
    await frozen.query('begin', []);
    await frozen.query('select * from jobs where id = $1 for update', [job.id]);
    expect(await ledger.jobs.completePlan(job.id)).toMatchObject({ planComplete: true });
    await expect(frozen.query('commit', [])).rejects.toMatchObject(UNAVAILABLE);
    frozen.release();
    await pool.close();
  });

  it('is closed for good when it is closed', async () => {
    const other = await openLedger({ kind: 'postgres', url });
    await other.close();
    await other.close();
    await expect(other.ping()).rejects.toMatchObject(UNAVAILABLE);
  });
});
