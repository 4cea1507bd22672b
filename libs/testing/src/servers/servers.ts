/**
 * Addresses of the servers that `npm run test:servers` starts, for adapters that need one; undefined where there is none,
 * as in `npm test`. Each test makes itself a place of its own on the server.
 */
export const SERVERS = {
  /** A Postgres whose user may create databases: `postgres://...`. */
  postgres: process.env['TEST_POSTGRES_URL'],
  /** A Redis that holds nothing of value: `redis://...`. */
  redis: process.env['TEST_REDIS_URL'],
  /** An S3-compatible store, with the keys in the address: `http://key:secret@host:port`. */
  s3: process.env['TEST_S3_URL'],
  /** A Qdrant. None is started here: it comes in no package, so whoever has one names it. */
  qdrant: process.env['QDRANT_URL'],
} as const;
