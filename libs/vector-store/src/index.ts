export { openLanceDb, type LanceDbOptions } from './lance-vector-store.ts';
