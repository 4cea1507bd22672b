import { messageOf } from '@unseen/domain';

/** What went wrong in a sentence, also where the system only has a code for it. */
export function inWords(error: unknown): string {
  const { code, path } = error as NodeJS.ErrnoException;
  // The system does not say which folder it could not read as a file.
  if (code === 'EISDIR') return 'A folder is named where a file belongs.';
  if (path === undefined) return messageOf(error);
  switch (code) {
    case 'ENOENT':
      return `There is no file "${path}".`;
    case 'EACCES':
    case 'EPERM':
      return `You may not read or write "${path}".`;
    default:
      return messageOf(error);
  }
}
