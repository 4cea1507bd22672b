import { randomUUID } from 'node:crypto';
import { SERVERS } from '@unseen/testing';
import { Client } from 'pg';
import type { Ledger } from '../ledger.ts';
import { openLedger, type LedgerOptions } from '../open-ledger.ts';

/** An empty ledger of its own: on the Postgres server of the test run where there is one, else embedded in memory. */
export async function openTestLedger(): Promise<Ledger> {
  const { postgres } = SERVERS;
  return openLedger(
    postgres === undefined
      ? { kind: 'embedded', memory: true }
      : { kind: 'postgres', url: await createDatabase(postgres) },
  );
}

/** As {@link openTestLedger}, for a ledger that several processes open one after the other. @param dir - where to keep it */
export async function crashLedger(dir: string): Promise<LedgerOptions> {
  const { postgres } = SERVERS;
  return postgres === undefined
    ? { kind: 'embedded', dir }
    : { kind: 'postgres', url: await createDatabase(postgres) };
}

/** Makes an empty database on a server. @returns its address */
export async function createDatabase(server: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new Client(server);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
