import { useState } from 'preact/hooks';
import { readCollectionName } from '../ingest/collection-name.ts';
import { unseen } from '../platform/client.ts';
import { t } from '../text/text.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useSending } from '../ui/use-sending.ts';

/** Makes a collection with any name people like. */
export function NewCollection({ onMade }: { onMade: () => void }) {
  const [text, setText] = useState('');
  const { busy, error, send } = useSending();
  const typed = readCollectionName(text);
  const wrong = text.trim() !== '' && typed === undefined;
  return (
    <form
      class="new-collection"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed === undefined) return;
        void send(async () => {
          await unseen.createCollection(typed);
          setText('');
          onMade();
        });
      }}
    >
      <label class="field">
        <span>{t.collections.make}</span>
        <input
          required
          maxLength={200}
          value={text}
          placeholder={t.collections.namePlaceholder}
          aria-invalid={wrong || undefined}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        {wrong && <small role="alert">{t.ingest.intoWrong}</small>}
        {typed?.displayName !== undefined && <small>{t.ingest.intoNamed(typed.name)}</small>}
      </label>
      <button type="submit" class="button primary" disabled={busy || typed === undefined}>
        {t.collections.makeShort}
      </button>
      {error !== undefined && <Trouble error={error} />}
    </form>
  );
}
