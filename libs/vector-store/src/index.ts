export { openLanceDb, type LanceDbOptions } from './lancedb/lance-vector-store.ts';
