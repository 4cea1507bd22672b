import type { VectorPoint } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import type { DecodeLimits } from '@unseen/imaging';
import type { ItemRecord, Ledger, ModelSwitchFailure } from '@unseen/ledger';
import { settleAll } from '@unseen/concurrency';
import pLimit from 'p-limit';
import { Embedder } from '../items/embedder.ts';
import { checkEncoderWorks } from '../items/encoder-works.ts';
import type { PictureStore } from '../items/picture-store.ts';
import { embedStored, type Embedded } from './embed-stored.ts';

/** What {@link trySwitch} works with. */
export interface SwitchTrialParts {
  readonly ledger: Ledger;
  readonly pictures: Pick<PictureStore, 'get'>;
  /** Encoder of the pack to be tried. */
  readonly encoder: Encoder;
  readonly decodeLimits: DecodeLimits;
}

/** What a switch would take, as some of the stored items tell. */
export interface SwitchTrial {
  /** Items that were embedded, to look; nothing of it is kept. */
  readonly tried: number;
  /** Those of them that cannot be embedded. */
  readonly failures: readonly ModelSwitchFailure[];
  /** For all items that lack vectors under the pack, in one process such as this: estimated. */
  readonly seconds: number;
  /** What their vectors and blocks will take, without the index over them: estimated. */
  readonly bytes: number;
}

/** Items that are tried. */
const SAMPLE = 64;
/** Of these, as many first, so that the workers are open before the time is taken. */
const FIRST = 8;
/** No more are begun after this long: a large model takes seconds for a picture. */
const BUDGET_MS = 10_000;
const FLOAT_BYTES = 4;

/**
 * Embeds some of the stored items under a pack and throws the vectors away: how long all of them will take, how much room, and what cannot be
 * embedded. Changes nothing.
 * @param lacking - items that have no vectors under it
 * @throws AppError when a part of the platform is away; `encoder_failed` when the encoder fails for everything
 */
export async function trySwitch(parts: SwitchTrialParts, lacking: number): Promise<SwitchTrial> {
  const { ledger, encoder } = parts;
  const keys = await ledger.modelSwitches.lackingSample(encoder.pack.id, SAMPLE);
  const records = await ledger.items.getMany(keys);
  if (records.length === 0) return { tried: 0, failures: [], seconds: 0, bytes: 0 };
  await embedSome(parts, records.slice(0, FIRST), Infinity);
  const started = performance.now();
  const outcomes = await embedSome(parts, records, started + BUDGET_MS);
  const each = (performance.now() - started) / 1_000 / outcomes.length;
  const points = outcomes.flatMap((outcome) => ('point' in outcome ? [outcome.point] : []));
  const bytes = points.reduce((sum, point) => sum + bytesOf(point), 0);
  return {
    tried: outcomes.length,
    failures: outcomes.flatMap((outcome) => ('failure' in outcome ? [outcome.failure] : [])),
    seconds: each * lacking,
    bytes: Math.round((bytes / Math.max(1, points.length)) * lacking),
  };
}

/** Embeds items as a switch does, side by side; those whose turn comes after `until` are left out, but for the first. */
async function embedSome(
  { encoder, pictures, decodeLimits }: SwitchTrialParts,
  records: readonly ItemRecord[],
  until: number,
): Promise<Embedded[]> {
  const embedder = new Embedder(encoder, decodeLimits);
  const slots = pLimit(encoder.bulkDepth);
  const tried = await settleAll(
    records.map((record, at) =>
      slots(async () => {
        if (at > 0 && performance.now() > until) return undefined;
        return embedStored(pictures, embedder, record);
      }),
    ),
  );
  const outcomes = tried.filter((outcome) => outcome !== undefined);
  checkEncoderWorks(outcomes.map((outcome) => ('failure' in outcome ? outcome.failure.code : undefined)));
  return outcomes;
}

/** What a store keeps of a point but its payload, which a switch does not change. */
function bytesOf({ vectors, regions, tokens }: VectorPoint): number {
  const floats = Object.values(vectors).reduce((sum, vector) => sum + vector.length, 0);
  return floats * FLOAT_BYTES + (regions?.byteLength ?? 0) + (tokens?.byteLength ?? 0);
}
