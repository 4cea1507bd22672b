import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { t } from '../../text/text.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { useSending } from '../../ui/use-sending.ts';

const FORMATS = ['flickr', 'coco', 'karpathy'] as const;

/** Starts an evaluation on captioned pictures of the import root. */
export function EvaluationForm({ onStarted }: { onStarted: () => void }) {
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('flickr');
  const [paths, setPaths] = useState({ images: '', annotations: '', split: '' });
  const { busy, error, send } = useSending();
  const start = () =>
    send(async () => {
      const { images, annotations, split } = paths;
      const source = { format, images, annotations, ...(split.trim() !== '' && { split }) };
      await unseen.http.POST('/v1/evaluations', { body: { source } });
      onStarted();
    });
  const path = (name: keyof typeof paths, placeholder: string) => (
    <label class="field">
      <span>{t.quality.paths[name]}</span>
      <input
        required={name !== 'split'}
        placeholder={placeholder}
        autocapitalize="none"
        spellcheck={false}
        value={paths[name]}
        onInput={(event) => setPaths({ ...paths, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <form
      class="quality-form"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <label class="field">
        <span>{t.ingest.type}</span>
        <select
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value as (typeof FORMATS)[number])}
        >
          {FORMATS.map((name) => (
            <option key={name} value={name}>
              {t.ingest.types[name]}
            </option>
          ))}
        </select>
      </label>
      {path('images', 'flickr8k/images')}
      {path('annotations', 'flickr8k/captions.token.txt')}
      {path('split', 'flickr8k/dev.txt')}
      <button type="submit" class="button" disabled={busy}>
        {t.quality.startAct}
      </button>
      {error !== undefined && <Trouble error={error} />}
    </form>
  );
}
