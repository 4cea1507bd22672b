export { loadReaderPack, type ReaderPack } from './pack/load-reader-pack.ts';
export { KNOWN_READERS, knownReader, type KnownReader } from './pack/known-readers.ts';
export { makeReaderPack, type MakeReaderPackOptions } from './pack/make-reader-pack.ts';
export type { ReaderManifest } from './pack/manifest.ts';
export type { Raster } from './raster.ts';
export { TextReader, type TextReaderOptions } from './text-reader.ts';
export { LOOK_EDGE } from './read-picture.ts';
export type { ReadWord } from './worker/protocol.ts';
