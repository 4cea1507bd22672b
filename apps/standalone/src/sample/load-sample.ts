import { DEFAULT_COLLECTION, DEFAULT_TENANT } from '@unseen/domain';
import type { JobRunner } from '@unseen/ingest';
import type { Ledger } from '@unseen/ledger';
import bar from 'cli-progress';
import { join } from 'node:path';
import { buildSample } from './build-sample.ts';

const FINAL_STATES = new Set(['completed', 'cancelled', 'failed']);

/** Folder of the sample's source below the data directory; the job runner may read it beside the import root. */
export function sampleFolder(dataDir: string): string {
  return join(dataDir, 'sample');
}

/**
 * Loads the sample collection into an empty store through the ordinary bulk path, with a progress bar.
 * A start that was cut short goes on where it was.
 */
export async function loadSample(jobs: JobRunner, ledger: Ledger, dataDir: string): Promise<void> {
  const collections = await ledger.collections.list(DEFAULT_TENANT);
  const existing = await ledger.jobs.list(DEFAULT_TENANT, 1);
  if (existing.length === 0 && collections.some((collection) => collection.items > 0)) return;
  const path = join(sampleFolder(dataDir), 'sample.jsonl');
  const running = existing.find((job) => job.source.path === path && !FINAL_STATES.has(job.state));
  if (running === undefined && existing.length > 0) return;
  const id = running?.id ?? (await startJob(jobs, path, dataDir));
  await show(jobs, id);
}

async function startJob(jobs: JobRunner, path: string, dataDir: string): Promise<string> {
  await buildSample(sampleFolder(dataDir));
  const job = await jobs.create({
    tenant: DEFAULT_TENANT,
    collection: DEFAULT_COLLECTION,
    source: { type: 'jsonl', path },
    duplicates: 'skip',
  });
  return job.id;
}

async function show(jobs: JobRunner, id: string): Promise<void> {
  const terminal = process.stdout.isTTY;
  const progress = terminal
    ? new bar.SingleBar({
        format: 'Loading the sample {bar} {value}/{total} pictures, {rate}/s',
        hideCursor: true,
      })
    : undefined;
  if (!terminal) process.stdout.write('Loading the sample collection ...\n');
  progress?.start(0, 0, { rate: '-' });
  for await (const job of jobs.events(DEFAULT_TENANT, id)) {
    progress?.setTotal(job.total ?? 0);
    progress?.update(job.done + job.skipped + job.failed, { rate: job.itemsPerSecond.toFixed(0) });
    if (FINAL_STATES.has(job.state)) {
      progress?.stop();
      process.stdout.write(`The sample is loaded: ${job.done + job.skipped} pictures.\n`);
      break;
    }
  }
}
