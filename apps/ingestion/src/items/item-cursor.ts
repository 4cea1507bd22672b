import { AppError } from '@unseen/domain';

/** The place after an item: its id, encoded so that nobody takes it for one. */
export function writeItemCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** The id in a cursor of {@link writeItemCursor}. @throws AppError `invalid_cursor` */
export function readItemCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (id.includes('\0') || writeItemCursor(id) !== cursor)
    throw new AppError('invalid_cursor', 'The cursor is not one this list has given out.');
  return id;
}
