import { AppError } from '@unseen/domain';
import type { Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { CatalogueAct } from '../records/catalogue.ts';
import { AuditRepository } from './audit-repository.ts';

/**
 * Marks a version of a catalogue as the published one.
 * @param instead - the version it may take the place of (null: none is published); whichever by default
 * @returns false when another one is published
 * @throws AppError `catalogue_version_not_found`
 */
export async function publishVersion(
  tx: Transaction<Schema>,
  act: CatalogueAct,
  version: number,
  instead?: number | null,
): Promise<boolean> {
  const catalogue = await tx
    .selectFrom('catalogues')
    .select(['version', 'published'])
    .where('tenant', '=', act.tenant)
    .forUpdate()
    .executeTakeFirst();
  if (version < 1 || catalogue === undefined || catalogue.version < version) throw noVersion(version);
  if (instead !== undefined && catalogue.published !== instead) return false;
  await tx.updateTable('catalogues').set({ published: version }).where('tenant', '=', act.tenant).execute();
  await new AuditRepository(tx).record(act);
  return true;
}

/** The refusal of a version that is not there. */
export function noVersion(version: number): AppError {
  return new AppError('catalogue_version_not_found', `The catalogue has no version ${version}.`);
}
