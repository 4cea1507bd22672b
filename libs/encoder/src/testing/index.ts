export { writeTinyExport } from './tiny-export.ts';
export { TINY_SPACES, writeTinyPack } from './tiny-pack.ts';
export { TINY_COLORS } from './tiny-tokenizer.ts';
