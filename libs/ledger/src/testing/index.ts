export { holdRestore, type HeldRestore } from './hold-restore.ts';
export { itemWrite } from './records.ts';
export { createDatabase, openEmbeddedLedger, openTestLedger } from './open-test-ledger.ts';
export { copyReadyLedger } from './ready-ledger.ts';
