import type { Collection } from '@unseen/client';

/** What pages call a collection. */
export function nameOf({ name, displayName }: Collection): string {
  return displayName ?? name;
}
