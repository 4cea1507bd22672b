import { messageOf } from '@unseen/contracts';
import type { Ledger } from '@unseen/ledger';
import type { Logger } from 'pino';
import type { Health } from './health.ts';

const LOOK_MS = 60_000;

/** What a watch needs. */
export interface StrandedItemsParts {
  readonly ledger: Ledger;
  readonly health: Health;
  readonly logger: Logger;
  /** The pack in use, as `name@version`. */
  readonly pack: string;
  /** Milliseconds between looks. Default one minute. */
  readonly lookMs?: number;
}

/**
 * Looks now and from time to time whether stored items have vectors under other packs alone: searches cannot find them. Said in the log when
 * that changes, and as a note in `/health/ready`: the process is ready for all the others.
 *
 * @returns what ends it
 */
export function watchStrandedItems(parts: StrandedItemsParts): () => Promise<void> {
  const { ledger, health, logger, pack, lookMs = LOOK_MS } = parts;
  let said: string | undefined;
  health.note('strandedItems', () => said);
  const look = async () => {
    // Quick when there is none; counting them takes a while among millions.
    const some = await ledger.modelSwitches.isLacking(pack);
    if (some === (said !== undefined)) return;
    said = some ? strandedItems(pack, await ledger.items.countOfOtherPacks(pack)).join(' ') : undefined;
    if (said === undefined) logger.info(`all items can be found with ${pack} again`);
    else logger.warn(said);
  };
  let looking = Promise.resolve();
  const begin = () => {
    looking = looking.then(look).catch((error: unknown) => {
      logger.warn({ err: error }, `looking for items of other model packs: ${messageOf(error)}`);
    });
  };
  begin();
  const timer = setInterval(begin, lookMs).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

/** Says which items searches cannot find because another model pack made their vectors, and what to do about it. */
export function strandedItems(pack: string, others: readonly { pack: string; items: number }[]): string[] {
  return others.map(
    ({ pack: other, items }) =>
      `${items} ${items === 1 ? 'item was' : 'items were'} embedded with ${other} and cannot be found with ${pack}. ` +
      `Embed them anew from what is stored of them: npx unseen model switch ${pack}`,
  );
}
