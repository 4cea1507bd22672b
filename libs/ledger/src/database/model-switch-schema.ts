import type { ErrorCode, ModelSwitchState } from '@unseen/domain';
import type { Generated } from 'kysely';

/** One row per switch from a model pack to another. */
export interface ModelSwitchTable {
  id: Generated<number>;
  source: string;
  target: string;
  state: Generated<ModelSwitchState>;
  accept_failures: Generated<boolean>;
  actor: string;
  created_at: Generated<Date>;
  switched_at: Date | null;
  finished_at: Date | null;
}

/** One row per item that the switch under way could not embed; those of earlier switches are dropped when one begins. */
export interface ModelSwitchFailureTable {
  tenant: string;
  collection: string;
  item_id: string;
  switch_id: number;
  code: ErrorCode;
  reason: string;
}
