import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * A file to send, which is read piece by piece as it goes out.
 * @throws Error with the code of the system when it cannot be read: `ENOENT`, `EACCES`, `EISDIR`
 */
export async function fileBlob(path: string, type: string): Promise<Blob> {
  // A blob fails without saying why, and only when it is sent.
  const file = await open(path);
  try {
    await file.read({ length: 1 });
  } finally {
    await file.close();
  }
  return openAsBlob(path, { type });
}

/** A picture to send, where one is named. @throws as {@link fileBlob} */
export async function pictureBlob(path: string | undefined): Promise<Blob | undefined> {
  return path === undefined ? undefined : fileBlob(path, '');
}
