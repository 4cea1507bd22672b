import type { Calibration } from '../score/decide.ts';

/** What the ledger keeps of a collection's calibrations: each with the first version it is for. */
export interface KeptCalibrations {
  readonly history: readonly { readonly since: number; readonly calibration: Calibration }[];
}

/** The calibration in force in a version. */
export function calibrationAt(kept: unknown, version: number): Calibration | undefined {
  const { history = [] } = (kept ?? {}) as Partial<KeptCalibrations>;
  return history.filter(({ since }) => since <= version).at(-1)?.calibration;
}
