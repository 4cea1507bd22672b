import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVERS } from '@unseen/testing';
import { Client } from 'pg';
import type { Ledger } from '../ledger.ts';
import { openLedger, type LedgerOptions } from '../open-ledger.ts';
import { copyReadyLedger } from './ready-ledger.ts';

/** An empty ledger of its own: on the Postgres server of the test run where there is one, else {@link openEmbeddedLedger}. */
export async function openTestLedger(): Promise<Ledger> {
  const { postgres } = SERVERS;
  return postgres === undefined
    ? openEmbeddedLedger()
    : openLedger({ kind: 'postgres', url: await createDatabase(postgres) });
}

/** An empty embedded ledger of its own, in a folder that goes when it is closed. */
export async function openEmbeddedLedger(): Promise<Ledger> {
  const dir = await mkdtemp(join(tmpdir(), 'unseen-ledger-'));
  await copyReadyLedger(dir);
  const ledger = await openLedger({ kind: 'embedded', dir });
  const close = ledger.close.bind(ledger);
  ledger.close = async () => {
    await close();
    await rm(dir, { recursive: true, force: true });
  };
  return ledger;
}

/** As {@link openTestLedger}, for a ledger that several processes open one after the other. @param dir - where to keep it */
export async function crashLedger(dir: string): Promise<LedgerOptions> {
  const { postgres } = SERVERS;
  if (postgres !== undefined) return { kind: 'postgres', url: await createDatabase(postgres) };
  await copyReadyLedger(dir);
  return { kind: 'embedded', dir };
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
