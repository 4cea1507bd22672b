import { SERVERS } from '@unseen/testing';
import { appendFile, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../scripts/servers/postgres.ts';
import { emptyPlaces } from './support/distributed.ts';
import { Standalone } from './support/standalone.ts';

const WAIT = { timeout: 300_000, interval: 200 };
const { postgres: anyPostgres, redis, s3 } = SERVERS;
const installed = ![anyPostgres, redis, s3].includes(undefined);

/** What the guide on backups says under "With the engines' own means", step by step. */
describe.skipIf(!installed)('going back to a moment by the log of Postgres', () => {
  let kept: string;
  let postgres: PostgresServer;
  let platform: Standalone;
  beforeAll(async () => {
    kept = await mkdtemp(join(tmpdir(), 'unseen-archive-'));
    // Postgres runs as an account of its own.
    await chmod(kept, 0o777);
    postgres = (await startPostgres({
      wal_level: 'replica',
      archive_mode: 'on',
      archive_command: `test ! -f ${kept}/%f && cp %p ${kept}/%f`,
    }))!;
    platform = await Standalone.start(await emptyPlaces({ postgres: postgres.url, redis: redis!, s3: s3! }));
  });
  afterAll(async () => {
    await platform?.dispose();
    await postgres?.remove();
    await rm(kept, { recursive: true, force: true });
  });

  async function ask<T extends object>(statement: string): Promise<T> {
    const client = new Client(postgres.url);
    await client.connect();
    const { rows } = await client.query<T>(statement);
    await client.end();
    return rows[0]!;
  }
  const put = (id: string, caption: string, color: string) =>
    platform.json(201, 'POST', '/v1/items', { id, caption, metadata: { color } });
  const reds = async (): Promise<string[]> => {
    const { hits } = await platform.json(200, 'POST', '/v1/search', { filter: { color: 'red' }, limit: 10 });
    return (hits as { id: string }[]).map(({ id }) => id).sort();
  };

  it('brings back the ledger as it was, and then the vectors that belong to it', async () => {
    await put('kept', 'a dog in the snow', 'red');
    await put('changed', 'a red car', 'red');
    await put('removed', 'a sailing boat', 'red');
    postgres.run(
      'pg_basebackup',
      '--pgdata',
      `${kept}/base`,
      '--checkpoint',
      'fast',
      '--wal-method',
      'none',
      '--format',
      'tar',
      '--gzip',
    );
    await put('later', 'a lamp on a table', 'red');

    const { moment } = await ask<{ moment: string }>('select now()::text as moment');
    await platform.json(200, 'PATCH', '/v1/items/changed', { metadata: { color: 'blue' } });
    await platform.send('DELETE', '/v1/items/removed');
    await put('unwanted', 'a page of a book', 'red');
    expect(await reds()).toEqual(['kept', 'later', 'unwanted']);

    await platform.stop();
    const { name } = await ask<{ name: string }>('select pg_walfile_name(pg_switch_wal()) as name');
    await expect
      .poll(() => ask('select last_archived_wal from pg_stat_archiver'), WAIT)
      .toEqual({ last_archived_wal: name });
    await postgres.stop();
    await rm(postgres.data, { recursive: true });
    postgres.run('mkdir', '--mode', '700', postgres.data);
    postgres.run(
      'tar',
      '--extract',
      '--gzip',
      '--file',
      `${kept}/base/base.tar.gz`,
      '--directory',
      postgres.data,
    );
    await appendFile(
      join(postgres.data, 'postgresql.auto.conf'),
      [
        `restore_command = 'cp ${kept}/%f %p'`,
        `recovery_target_time = '${moment}'`,
        `recovery_target_action = 'promote'`,
        '',
      ].join('\n'),
    );
    await writeFile(join(postgres.data, 'recovery.signal'), '');
    await postgres.start();
    await expect.poll(() => ask('select pg_is_in_recovery() as recovers'), WAIT).toEqual({ recovers: false });
    await platform.boot();

    const { items } = await platform.json(200, 'GET', '/v1/items');
    expect((items as { id: string; metadata: object }[]).map(({ id, metadata }) => [id, metadata])).toEqual([
      ['changed', { color: 'red' }],
      ['kept', { color: 'red' }],
      ['later', { color: 'red' }],
      ['removed', { color: 'red' }],
    ]);
    expect(await platform.json(202, 'POST', '/v1/model/rebuild', {})).toMatchObject({ lost: 2 });
    await expect
      .poll(() => platform.json(200, 'GET', '/v1/model') as Promise<object>, WAIT)
      .toMatchObject({ switch: { state: 'completed', failed: 0 } });
    const compared = await (await platform.send('DELETE', '/v1/storage/leftovers')).text();
    expect(compared).not.toContain('lost');
    expect(compared).toContain('"compared"');
    expect(await reds()).toEqual(['changed', 'kept', 'later', 'removed']);
  });
});
