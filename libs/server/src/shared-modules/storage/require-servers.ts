import type { Config } from '@unseen/config';
import { AppError } from '@unseen/domain';

/**
 * Refuses to run a service of its own on an engine that lives inside one process: the other services would not see it.
 *
 * @throws AppError `config_invalid` with a sentence that says what to set
 */
export function requireServers(config: Config): void {
  const missing = [
    ...(config.databaseUrl === undefined ? ['UNSEEN_DATABASE_URL'] : []),
    ...(config.redisUrl === undefined ? ['UNSEEN_REDIS_URL'] : []),
    ...(config.qdrant === undefined ? ['UNSEEN_QDRANT_URL'] : []),
    ...(config.s3 === undefined ? ['UNSEEN_S3_BUCKET'] : []),
  ];
  if (missing.length === 0) return;
  throw new AppError(
    'config_invalid',
    `Set ${missing.join(', ')}: the services share their engines, and an embedded one belongs to a single process. Or run all of them in one process with \`npm start\`.`,
  );
}
