import type { ErrorCode, ItemKey, ModelSwitchState } from '@unseen/domain';

/** What a caller gives to begin a switch. */
export interface NewModelSwitch {
  /** Pack in use, as `name@version`. */
  readonly source: string;
  /** Pack to be used; the one in use again, where items were left behind under another. */
  readonly target: string;
  /** Whether items that cannot be embedded are left behind. */
  readonly acceptFailures: boolean;
  /** Who asked for it. */
  readonly actor: string;
}

/** A switch as the ledger keeps it. */
export interface ModelSwitch extends NewModelSwitch {
  readonly id: number;
  readonly state: ModelSwitchState;
  readonly createdAt: Date;
  /** When searches went over to the target. */
  readonly switchedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** How much of what is stored has vectors under the target. */
export interface Coverage {
  /** Items that should have them. */
  readonly items: number;
  readonly embedded: number;
  /** Items listed as failed. */
  readonly failed: number;
  /** The rest; see `ModelSwitchRepository.coverage`. */
  readonly lacking: number;
}

/** An item a switch could not embed, and why. */
export interface ModelSwitchFailure extends ItemKey {
  readonly code: ErrorCode;
  readonly reason: string;
}

/** What stands in the place of an item's pack once its vectors are lost. */
export const NO_PACK = 'none';
