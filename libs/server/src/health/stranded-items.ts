import { Lookout } from '@unseen/concurrency';
import { NO_PACK, type Ledger } from '@unseen/ledger';
import type { Logger } from 'pino';
import type { Health } from './health.ts';
import type { Outages } from './outages.ts';

/** Milliseconds between looks: while all is well, and while there is something to say, which should go when it is no longer so. */
const LOOK_MS = { well: 60_000, stranded: 5_000 };

/** What a watch needs. */
export interface StrandedItemsParts {
  readonly ledger: Ledger;
  readonly health: Health;
  readonly logger: Logger;
  readonly outages: Outages;
  /** The pack in use, as `name@version`. */
  readonly pack: string;
  /** Milliseconds between looks. Default a minute, and five seconds while items are stranded. */
  readonly lookMs?: number;
}

/**
 * Looks now and from time to time how many stored items have vectors under other packs alone: searches cannot find them. Said as a note
 * in `/health/ready`, because the process is ready for all the others, and in the log when it begins and when it ends.
 *
 * @returns what ends it
 */
export function watchStrandedItems(parts: StrandedItemsParts): () => Promise<void> {
  const { ledger, health, logger, outages, pack, lookMs } = parts;
  let said: string | undefined;
  health.note('strandedItems', () => said);
  const lookout = new Lookout({
    look: async () => {
      const before = said;
      said = strandedItems(pack, await ledger.items.countOfOtherPacks(pack)).join(' ') || undefined;
      if (before === undefined && said !== undefined) logger.warn(said);
      if (before !== undefined && said === undefined)
        logger.info(`all items can be found with ${pack} again`);
      return lookMs ?? (said === undefined ? LOOK_MS.well : LOOK_MS.stranded);
    },
    onError: (error) => outages.warn(error, 'looking for items of other model packs'),
    afterErrorMs: lookMs ?? LOOK_MS.stranded,
  });
  lookout.start();
  return () => lookout.stop();
}

/** Says which items searches cannot find because another model pack made their vectors, and what to do about it. */
export function strandedItems(pack: string, others: readonly { pack: string; items: number }[]): string[] {
  // Of items whose vectors are lost, LostVectors speaks.
  return others
    .filter(({ pack: other }) => other !== NO_PACK)
    .map(
      ({ pack: other, items }) =>
        `${items} ${items === 1 ? 'item was' : 'items were'} embedded with ${other} and cannot be found with ${pack}. ` +
        `Embed them anew from what is stored of them: npx unseen model switch ${pack}`,
    );
}
