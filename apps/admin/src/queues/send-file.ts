import { AppError } from '@unseen/domain';
import type { FastifyReply } from 'fastify';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/** Names of folders and files without anything that climbs. */
const PLAIN = /^(\/\w[\w.-]*)+$/;

/**
 * Sends a file of a folder.
 *
 * @param path - below the folder, beginning with a slash
 * @throws AppError `not_found` for what is not there and for addresses that climb
 */
export async function sendFile(reply: FastifyReply, folder: string, path: string): Promise<void> {
  const type = TYPES[extname(path)];
  const bytes =
    type !== undefined && PLAIN.test(path)
      ? await readFile(join(folder, path)).catch(() => undefined)
      : undefined;
  if (bytes === undefined) throw new AppError('not_found', 'There is no such file.');
  void reply.header('cache-control', 'private, max-age=3600').type(type!).send(bytes);
}
