import type { VARIABLES } from './variables.ts';

type Name = keyof typeof VARIABLES;

/** Settings that mean nothing, or harm, without another: what to set for each. */
const NEEDS: readonly (readonly [set: Name, needs: Name, because: string])[] = [
  ['UNSEEN_DATABASE_URL', 'UNSEEN_REDIS_URL', 'the embedded queue lives in the embedded ledger'],
  ['UNSEEN_DATABASE_LOCKS_URL', 'UNSEEN_DATABASE_URL', 'locks belong to a database'],
  ['UNSEEN_REDIS_SENTINELS', 'UNSEEN_REDIS_URL', 'its host is the name of the master'],
  ['UNSEEN_S3_ENDPOINT', 'UNSEEN_S3_BUCKET', 'pictures go into a bucket'],
  ['UNSEEN_S3_ACCESS_KEY_ID', 'UNSEEN_S3_SECRET_ACCESS_KEY', 'a key id is of no use without its secret'],
  ['UNSEEN_S3_SECRET_ACCESS_KEY', 'UNSEEN_S3_ACCESS_KEY_ID', 'a secret is of no use without its key id'],
];

/** One sentence for each setting about servers that lacks its other half. */
export function loneSettings(isSet: (name: Name) => boolean): string[] {
  return NEEDS.filter(([set, needs]) => isSet(set) && !isSet(needs)).map(
    ([set, needs, because]) => `Set ${needs} too, or unset ${set}: ${because}.`,
  );
}
