export { writeTinyExport } from './tiny-export.ts';
export { TINY_SPACES, writeTinyPack } from './tiny-pack.ts';
export { TINY_COLORS } from './tiny-tokenizer.ts';
export { REAL_ARCHITECTURES, SMALL_ARCHITECTURES, writeExport, type ExportLayout } from './write-export.ts';
export type { Architecture } from './architectures.ts';
export { HubServer, type Fault } from './hub-server.ts';
