import { learnCalibration, type Learned } from './learn.ts';
import type { VectorSpaceKey } from '@unseen/domain';
import type { Actor, WritingParts } from '../class-parts.ts';
import { classVectors } from '../live/class-vectors.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';
import { requestRetag } from '../retag/messages.ts';
import type { KeptCalibrations } from './kept-calibrations.ts';

/**
 * Learns the calibration of a catalogue for a collection from the exemplars of its seen classes, and makes a new version of the
 * catalogue that uses it. Every item is then decided anew in the background.
 * @returns what was learned; when there was too little to learn from (`items` 0), nothing has changed
 */
export async function calibrate(
  parts: WritingParts,
  catalogues: LiveCatalogues,
  actor: Actor,
  space: VectorSpaceKey,
): Promise<Learned> {
  const { ledger, queue } = parts;
  const { tenant, collection, pack } = space;
  const { live } = await catalogues.forMeasuring(space);
  const active = live.index.classes.map(({ entry }) => entry);
  const learned = await learnCalibration(await classVectors(parts, tenant, active), live.background);
  if (learned.items === 0) return learned;
  const act = { tenant, actor: actor.name, action: 'catalogue.calibrate', subject: collection };
  // With the version that uses it, whatever others have changed meanwhile: no process can load one without the other.
  await ledger.classes.mark(act, async (since, { prototypes, tags }) => {
    const { history = [] } = ((await prototypes.calibration(tenant, collection, pack)) ??
      {}) as Partial<KeptCalibrations>;
    const next = { since, calibration: learned.calibration };
    await prototypes.putCalibration(tenant, collection, pack, { history: [...history, next] });
    await tags.startOver(tenant, collection);
  });
  await requestRetag(queue, tenant);
  return learned;
}
