import type { Collection } from '@unseen/client';
import { en } from '../text/en.ts';

interface Properties {
  readonly value: string;
  readonly collections: readonly Collection[] | undefined;
  readonly onChange: (name: string) => void;
}

/** Chooses a collection; the present one can be chosen before the others are known. */
export function CollectionSelect({ value, collections = [], onChange }: Properties) {
  const names = new Set([value, ...collections.map(({ name }) => name)]);
  return (
    <label class="select">
      <span class="visually-hidden">{en.search.collection}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {[...names].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
