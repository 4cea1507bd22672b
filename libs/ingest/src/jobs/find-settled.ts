import type { Entry } from '@unseen/domain';
import type { ItemRecord, Job } from '@unseen/ledger';
import { decide } from '../items/decide.ts';
import { toWish, type ChunkSetting } from '../items/ingest-chunk.ts';

/** Why an entry needs no worker: its item is there just so, or is left alone because its id is taken. */
export type Settled = 'unchanged' | 'skipped';

/**
 * Finds the entries of a page of a source that nothing is to be done about, in one look into the ledger and one at each picture's file; by
 * ordinal. The rest, and whatever is odd about an entry, is for a worker, who has the items to itself. A nightly feed in which little
 * changed is passed over this way.
 * @param waiting - ids of entries before these that workers have not come to yet: what is stored under them says nothing
 * @throws AppError `ledger_unavailable`
 */
export async function findSettled(
  setting: Pick<ChunkSetting, 'pipeline' | 'images'>,
  job: Job,
  entries: readonly Entry[],
  waiting: (id: string) => boolean,
  signal: AbortSignal,
): Promise<Map<number, Settled>> {
  const { tenant, collection } = job;
  const named = entries.filter(({ id }) => id !== undefined && !waiting(id));
  const stored = await setting.pipeline.ledger.items.getMany(
    [...new Set(named.map(({ id }) => id!))].map((id) => ({ tenant, collection, id })),
  );
  const records = new Map(stored.map((record) => [record.id, record]));
  const found = await Promise.all(
    named.map(async (entry) => settledAs(setting, job, entry, records.get(entry.id!), signal)),
  );
  const settled = new Map<number, Settled>();
  const unsettled = new Set<string>();
  for (const [at, { id, ordinal }] of named.entries()) {
    const status = found[at];
    // What follows an entry that changes the item is compared with what that makes of it.
    if (status === undefined || unsettled.has(id!)) unsettled.add(id!);
    else settled.set(ordinal, status);
  }
  return settled;
}

async function settledAs(
  { images, pipeline }: Pick<ChunkSetting, 'pipeline' | 'images'>,
  job: Job,
  entry: Entry,
  existing: ItemRecord | undefined,
  signal: AbortSignal,
): Promise<Settled | undefined> {
  // The words an entry brings along are no part of the item it is compared with.
  if (existing === undefined || existing.state === 'deleting' || entry.text) return undefined;
  const wish = toWish(images, job, entry, signal);
  try {
    // What an archive has stored for an entry that is left alone, a worker removes.
    if (wish.rule === 'skip' && entry.image?.kind === 'blob') return undefined;
    if (wish.rule !== 'skip' && wish.picture !== undefined) {
      const stamp = await wish.picture.stamp?.();
      if (stamp === undefined || stamp !== existing.imageStamp || existing.imageKey === null)
        return undefined;
    }
    const imageKey = wish.picture && (existing.imageKey ?? undefined);
    const decision = decide(existing, wish, imageKey, pipeline.embedder.pack, job.id);
    return 'content' in decision ? undefined : decision.status;
  } catch {
    // A worker meets the same fault, and says what it is.
    return undefined;
  }
}
