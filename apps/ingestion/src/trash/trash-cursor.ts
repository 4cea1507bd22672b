import { AppError } from '@unseen/domain';
import type { TrashPosition } from '@unseen/ledger';

/** The place after an item in the trash, for `cursor`. */
export function writeTrashCursor({ id, trashedAt }: TrashPosition): string {
  return encode(`${trashedAt.getTime()} ${id}`);
}

/** The place in a cursor of {@link writeTrashCursor}. @throws AppError `invalid_cursor` when it is none */
export function readTrashCursor(cursor: string): TrashPosition {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, time, id] = /^(\d{1,15}) ([^\0]+)$/s.exec(text) ?? [];
  if (time === undefined || id === undefined || encode(text) !== cursor)
    throw new AppError('invalid_cursor', 'The cursor is not one this list has given out.');
  return { trashedAt: new Date(Number(time)), id };
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
