import type { Collection } from '@unseen/client';
import { t } from '../text/text.ts';

interface Properties {
  readonly value: string;
  readonly collections: readonly Collection[] | undefined;
  readonly onChange: (name: string) => void;
}

/** Chooses a collection; the present one can be chosen before the others are known. */
export function CollectionSelect({ value, collections = [], onChange }: Properties) {
  const names = new Map([
    [value, value],
    ...collections.map(({ name, displayName }) => [name, displayName ?? name] as const),
  ]);
  return (
    <label class="select">
      <span class="visually-hidden">{t.search.collection}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {[...names].map(([name, shown]) => (
          <option key={name} value={name}>
            {shown}
          </option>
        ))}
      </select>
    </label>
  );
}
