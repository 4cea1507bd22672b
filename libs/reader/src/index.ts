export { loadReaderPack, type ReaderPack } from './pack/load-reader-pack.ts';
export type { ReaderManifest } from './pack/manifest.ts';
export type { Raster } from './raster.ts';
export { TextReader, type TextReaderOptions } from './text-reader.ts';
export type { ReadingJob, ReadWord } from './worker/protocol.ts';
