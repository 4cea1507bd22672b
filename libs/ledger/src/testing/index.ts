export { holdRestore, type HeldRestore } from './hold-restore.ts';
export { createDatabase, openTestLedger } from './open-test-ledger.ts';
