import { Client } from 'pg';

/** A restore that cannot end. */
export interface HeldRestore {
  /** Whether it has written everything, and waits with its last statement. */
  reached(): Promise<boolean>;
  /** Lets it end, if it is still there. */
  release(): Promise<void>;
}

/** Keeps any restore into a ledger on Postgres from ending: a lock on what its last statement sets. */
export async function holdRestore(url: string): Promise<HeldRestore> {
  const [holder, watcher] = [new Client(url), new Client(url)];
  await Promise.all([holder.connect(), watcher.connect()]);
  const { rows } = await holder.query<{ sequence: string }>(
    `select pg_get_serial_sequence('audit_log', 'id') as sequence`,
  );
  const [{ sequence }] = rows as [{ sequence: string }];
  await holder.query('begin');
  await holder.query(`alter sequence ${sequence} increment by 1`);
  return {
    reached: async () => {
      const waiting = await watcher.query(
        'select from pg_locks where not granted and relation = $1::regclass',
        [sequence],
      );
      return waiting.rowCount === 1;
    },
    release: async () => {
      await holder.query('rollback');
      await Promise.all([holder.end(), watcher.end()]);
    },
  };
}
