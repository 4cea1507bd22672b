import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openLedger } from '../open-ledger.ts';
import { itemWrite } from '../testing/records.ts';
import { vacuumDueTables } from './autovacuum.ts';
import { openEmbeddedDatabase, type EmbeddedDatabase } from './embedded-database.ts';

// Making a cluster takes two seconds of a core, which a busy machine stretches.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ledger-'));
  const template = await openLedger({ kind: 'embedded', dir: join(root, 'template') });
  await template.close();
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A data directory that holds an empty ledger. */
async function emptyLedger(name: string): Promise<string> {
  await cp(join(root, 'template'), join(root, name), { recursive: true });
  return join(root, name);
}

describe('the data directory', () => {
  it('lets in one live process, and the next one right after a kill -9', async () => {
    const dir = await emptyLedger('locked');
    const child = spawn(
      process.execPath,
      [
        '--conditions=unseen-source',
        '--input-type=module',
        '-e',
        `import { openLedger } from '../index.ts';
         await openLedger({ kind: 'embedded', dir: process.argv[1] });
         console.log('open');`,
        dir,
      ],
      { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    await expect(openLedger({ kind: 'embedded', dir })).rejects.toMatchObject({ code: 'data_dir_locked' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const ledger = await openLedger({ kind: 'embedded', dir });
    await expect(openLedger({ kind: 'embedded', dir })).rejects.toMatchObject({ code: 'data_dir_locked' });
    await ledger.ping();
    await ledger.close();
  });

  it('starts afresh when the very first start was killed half-way', async () => {
    const dir = join(root, 'half-made');
    await mkdir(join(dir, 'postgres.new'), { recursive: true });
    await writeFile(join(dir, 'postgres.new', 'PG_VERSION'), '18\n');
    const ledger = await openLedger({ kind: 'embedded', dir });
    await ledger.ping();
    await ledger.close();
  });

  it('is given free when the database cannot be opened', async () => {
    const dir = join(root, 'broken');
    await mkdir(join(dir, 'postgres'), { recursive: true });
    await writeFile(join(dir, 'postgres', 'PG_VERSION'), 'not a version\n');
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(openLedger({ kind: 'embedded', dir })).rejects.toMatchObject({
        code: 'ledger_unavailable',
      });
    }
  });
});

describe('the database thread', () => {
  it('is replaced when it dies: what was under way fails, what was acknowledged is there', async () => {
    const ledger = await openLedger({ kind: 'embedded', dir: await emptyLedger('dying') });
    const item = itemWrite({ id: 'acknowledged' });
    await ledger.items.put([item]);
    const underWay = ledger.embedded.query('select pg_sleep(60)');
    await ledger.embedded.thread.terminate();
    await expect(underWay).rejects.toMatchObject({ code: 'ledger_unavailable' });
    expect(await ledger.items.get(item)).toMatchObject({ id: 'acknowledged' });
    await ledger.close();
    await expect(ledger.ping()).rejects.toMatchObject({ code: 'ledger_unavailable' });
  });

  it('fails for good in memory, where its data died with it', async () => {
    const database = await openEmbeddedDatabase(null);
    await database.thread.terminate();
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(database.query('select 1')).rejects.toMatchObject({ code: 'ledger_unavailable' });
    }
    await database.close();
  });
});

describe('the connection', () => {
  let database: EmbeddedDatabase;
  beforeAll(async () => {
    database = await openEmbeddedDatabase(null);
  });
  afterAll(() => database.close());

  it('keeps a transaction apart from statements sent meanwhile', async () => {
    await database.exec('create table t (n integer)');
    const session = await database.acquire();
    const outside = database.query<{ count: number }>('select count(*)::integer as count from t');
    await session.exec('begin');
    await session.query('insert into t values ($1)', [1]);
    await session.exec('rollback');
    session.release();
    expect((await outside).rows).toEqual([{ count: 0 }]);
  });

  it('never leaves a failed script in charge of the connection', async () => {
    const failing = database.exec('begin; select 1/0; commit;');
    const next = database.query('select 1 as one');
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect((await next).rows).toEqual([{ one: 1 }]);
  });

  it('says that it is unavailable when Postgres cannot go on, as when the disk is full', async () => {
    const full = `do $$ begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$`;
    await expect(database.exec(full)).rejects.toMatchObject({
      code: 'ledger_unavailable',
      message: 'The database cannot go on: No space left on device.',
    });
  });

  it('vacuums tables that have changed much, and only those', async () => {
    await database.exec(`
      create table "Quiet" (n integer primary key);
      create table busy (n integer primary key, word text);
      insert into busy select n, 'x' from generate_series(1, 500) n;
    `);
    await database.exec('delete from busy where n > 100');
    await database.exec('select pg_stat_force_next_flush()');
    expect(await vacuumDueTables(database)).toContain('public.busy');
    expect(await vacuumDueTables(database)).not.toContain('public.busy');
  });
});
