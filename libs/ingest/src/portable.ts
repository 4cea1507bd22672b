// How folders are read, wherever they are: this part needs nothing of Node, so that a browser reads by the same rules.
export { sourceTypeOf } from './paths/source-type.ts';
export { folderReader } from './readers/folder.ts';
export type { FolderEntry, FolderTree } from './readers/folder-tree.ts';
export { isFailure } from './readers/reader.ts';
export { withOwnWords, type PictureFacts } from './validate/own-words.ts';
