import type { PublishWish } from '@unseen/domain';
import type { EvaluationRecord, Ledger } from '@unseen/ledger';
import { whyBlocked, type ClassMeasurement } from './why-blocked.ts';

/**
 * Measures a version of a catalogue next to the published one, and publishes it in the step that stores its figures: whatever
 * is published meanwhile, what is stored is a comparison with what was published until then.
 * @param measure - measures the version, and another one on the same items if there is one to compare with
 * @throws AppError `evaluation_not_found` when the claim is lost, `catalogue_version_not_found`
 */
export async function publishIfGood(
  ledger: Ledger,
  claim: EvaluationRecord,
  { version, maxDrop, actor }: PublishWish,
  measure: (against: number | undefined) => Promise<ClassMeasurement>,
): Promise<void> {
  const { tenant } = claim;
  const act = { tenant, actor, action: 'catalogue.publish', subject: `version ${version}` };
  for (;;) {
    const published = await ledger.classes.published(tenant);
    const measured = await measure(published === version ? undefined : published);
    const blocked = whyBlocked(measured, maxDrop);
    if (blocked !== undefined) {
      await ledger.evaluations.block(claim, measured, { code: 'publish_blocked', detail: blocked });
      return;
    }
    const target = { version, instead: published ?? null };
    if (await ledger.evaluations.publish(claim, measured, act, target)) return;
  }
}
