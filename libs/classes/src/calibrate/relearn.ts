import { spaceFor, type WritingParts } from '../class-parts.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';
import { calibrate } from './calibrate.ts';
import type { KeptCalibrations } from './kept-calibrations.ts';

/** Who learns again, in the versions of the catalogue and the audit log. */
const ACTOR = 'model switch';
const NOTHING: KeptCalibrations = { history: [] };

/**
 * Learns the calibrations of a tenant again that were learned on the vectors of a former pack, each as a new version of the catalogue.
 * Where too little can be learned, because the exemplars have no vectors under the pack in use, what is usual holds from now on, and
 * the audit log says so.
 * @throws AppError `encoder_failed`, `ledger_unavailable`, `vector_store_unavailable`: what is left is still due
 */
export async function relearnCalibrations(
  parts: WritingParts,
  catalogues: LiveCatalogues,
  tenant: string,
  signal: AbortSignal,
): Promise<void> {
  const { ledger, encoder } = parts;
  const due = () => ledger.prototypes.calibrationsDue(encoder.pack.id, tenant);
  for (const { collection } of await due()) {
    if (signal.aborted) return;
    const release = await ledger.locks.tryExclusive(JSON.stringify(['calibration', tenant, collection]));
    // Someone else sees to it.
    if (release === undefined) continue;
    try {
      const still = await due();
      if (still.some((each) => each.collection === collection)) {
        await relearn(parts, catalogues, tenant, collection);
      }
    } finally {
      await release();
    }
  }
}

async function relearn(
  parts: WritingParts,
  catalogues: LiveCatalogues,
  tenant: string,
  collection: string,
): Promise<void> {
  const { audit, prototypes } = parts.ledger;
  const space = spaceFor(parts, tenant, collection);
  const { items } = await calibrate(parts, catalogues, { tenant, name: ACTOR }, space);
  if (items > 0) return;
  const kept = (await prototypes.calibration(tenant, collection, space.pack)) ?? NOTHING;
  await prototypes.putCalibration(tenant, collection, space.pack, kept);
  await audit.record({ tenant, actor: ACTOR, action: 'catalogue.uncalibrated', subject: collection });
}
