import { createHash } from 'node:crypto';
import type { VectorSpaceKey } from '@unseen/domain';

/**
 * Name of a space's table: readable parts for a person who looks into the folder, and a hash that makes it unique
 * whatever characters or letter case the key has. The table's own metadata maps it back.
 */
export function spaceName(key: VectorSpaceKey): string {
  const readable = [key.tenant, key.collection, key.pack].map(slug).join('.');
  const hash = createHash('sha256')
    .update(JSON.stringify([key.tenant, key.collection, key.pack]))
    .digest('hex');
  return `${readable}.${hash.slice(0, 16)}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32);
}
