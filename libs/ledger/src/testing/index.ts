export { createDatabase, openTestLedger } from './open-test-ledger.ts';
