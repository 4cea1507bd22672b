import type { RetagState } from '@unseen/ledger';
import { spaceFor, type ClassParts } from '../class-parts.ts';
import type { LiveCatalogue } from '../live/live-catalogue.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';
import { reachOf } from './reach.ts';
import { tagItems } from './tag-items.ts';

/** Ids read from the ledger at once. */
const PAGE = 1_000;
/** Clocks of processes may differ by this; items younger than that are left to the next sweep. */
const CLOCK_SKEW_MS = 1_000;

/** Whether the tags of a collection lag behind its catalogue or its items. */
export async function isBehind(
  { ledger }: Pick<ClassParts, 'ledger'>,
  tenant: string,
  state: RetagState,
  version: number,
): Promise<boolean> {
  if (version === 0) return false;
  if (state.version !== version) return true;
  const span = { after: state.sweptAt, upTo: new Date(Date.now() - CLOCK_SKEW_MS) };
  return ledger.tags.hasChanged(tenant, state.collection, span);
}

/**
 * Brings the tags of one collection up to its catalogue: for each class that changed since, the items it had and the items it can
 * reach; then the items that changed themselves. Nothing else is touched. What a stop cuts short is done again from the
 * ledger's record at the next run, and each step may be repeated.
 */
export async function retagCollection(
  parts: Pick<ClassParts, 'ledger' | 'store' | 'encoder'>,
  catalogues: LiveCatalogues,
  tenant: string,
  state: RetagState,
  signal: AbortSignal,
): Promise<void> {
  const { ledger } = parts;
  const { collection } = state;
  const space = spaceFor(parts, tenant, collection);
  const upTo = new Date(Date.now() - CLOCK_SKEW_MS);
  const live = await catalogues.of(space);
  const changed = await ledger.classes.changedSince(tenant, state.version);
  await ledger.tags.beginRetag(tenant, collection, live.version, changed.length);
  for (const classId of changed) {
    const step = await retagClass(parts, space, live, classId, signal);
    if (signal.aborted) return;
    await ledger.tags.progressRetag(tenant, collection, { classes: 1, ...step });
  }
  const span = { after: state.sweptAt, upTo };
  for (let after = ''; !signal.aborted;) {
    const ids = await ledger.tags.changedItems(tenant, collection, span, after, PAGE);
    if (ids.length === 0) {
      await ledger.tags.finishRetag(tenant, collection, live.version, upTo);
      return;
    }
    const moved = await tagItems(parts, space, live, ids);
    await ledger.tags.progressRetag(tenant, collection, { classes: 0, touched: ids.length, changed: moved });
    after = ids.at(-1)!;
  }
}

async function retagClass(
  parts: Pick<ClassParts, 'ledger' | 'store'>,
  space: ReturnType<typeof spaceFor>,
  live: LiveCatalogue,
  classId: string,
  signal: AbortSignal,
): Promise<{ touched: number; changed: number }> {
  const { tenant, collection } = space;
  const items = new Set<string>();
  for (let after = ''; ;) {
    const ids = await parts.ledger.tags.itemsOf(tenant, collection, [classId], after, PAGE);
    for (const id of ids) items.add(id);
    if (ids.length < PAGE) break;
    after = ids.at(-1)!;
  }
  const scored = live.index.classes.find(({ entry }) => entry.id === classId);
  if (scored) {
    const reached = await reachOf(parts.store, space, scored, live);
    for (const id of reached) items.add(id);
  }
  if (signal.aborted) return { touched: 0, changed: 0 };
  return { touched: items.size, changed: await tagItems(parts, space, live, [...items]) };
}
