/**
 * How far a switch between model packs is. `embedding`: searches use the former pack while items are embedded under the new one.
 * `settling`: searches use the new pack; what was written in the last moment follows.
 */
export const MODEL_SWITCH_STATES = ['embedding', 'settling', 'completed', 'cancelled'] as const;
export type ModelSwitchState = (typeof MODEL_SWITCH_STATES)[number];
