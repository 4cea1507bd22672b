import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { titleOf } from '../../search/tile.tsx';
import { t } from '../../text/text.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { type Draft, toggledExample } from './draft.ts';
import { ExampleToggle } from './example-toggle.tsx';

const SHOWN = 12;

interface Properties {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Finds items to serve as examples: by the name of the class, or by other words. */
export function ExampleSearch({ draft, onChange }: Properties) {
  const [words, setWords] = useState(draft.name);
  const { collection } = draft;
  const text = words.trim();
  const { value, error, loading } = useLoaded(
    async (signal) =>
      text === '' ? [] : (await unseen.search({ text, collection, limit: SHOWN }, { signal })).hits,
    [text, collection],
  );
  const pictures = value?.filter(({ hasImage }) => hasImage) ?? [];
  return (
    <div class="example-search">
      <input
        type="search"
        aria-label={t.classForm.findWords}
        placeholder={t.classForm.findWords}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
        // Enter would send the class.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {error !== undefined && <Trouble error={error} />}
      <ul class="example-grid" aria-busy={loading}>
        {pictures.map(({ id, caption, metadata }) => (
          <li key={id}>
            <ExampleToggle
              id={id}
              title={titleOf({ id, caption, metadata })}
              collection={collection}
              chosen={draft.exemplars.includes(id)}
              onToggle={() => onChange(toggledExample(draft, id))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
