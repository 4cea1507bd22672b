export { holdRestore, type HeldRestore } from './hold-restore.ts';
export { itemWrite } from './records.ts';
export { createDatabase, openTestLedger } from './open-test-ledger.ts';
