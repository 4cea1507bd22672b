import type { JobSource } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { t } from '../text/text.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useSending } from '../ui/use-sending.ts';

type SourceType = JobSource['type'];

/** Sources whose captions lie in a file beside the pictures. */
const ANNOTATED: readonly SourceType[] = ['coco', 'flickr', 'karpathy'];

/** Starts a job that reads from the import root. */
export function JobForm({
  collection,
  onStarted,
}: {
  collection: string | undefined;
  onStarted: () => void;
}) {
  const [type, setType] = useState<SourceType>('folder');
  const [path, setPath] = useState('');
  const [annotations, setAnnotations] = useState('');
  const { busy, error, send } = useSending();
  const start = () =>
    send(async () => {
      const source: JobSource = {
        type,
        path: path.trim(),
        ...(ANNOTATED.includes(type) && annotations.trim() !== '' && { annotations: annotations.trim() }),
      };
      await unseen.http.POST('/v1/jobs', { body: { collection, source } });
      setPath('');
      onStarted();
    });
  return (
    <form
      class="job-form"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <label class="field">
        <span>{t.ingest.type}</span>
        <select value={type} onChange={(event) => setType(event.currentTarget.value as SourceType)}>
          {Object.entries(t.ingest.types).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="field grow">
        <span>{t.ingest.path}</span>
        <input
          required
          value={path}
          placeholder="products/2026-11"
          onInput={(event) => setPath(event.currentTarget.value)}
        />
      </label>
      {ANNOTATED.includes(type) && (
        <label class="field grow">
          <span>{t.ingest.annotations}</span>
          <input
            value={annotations}
            placeholder="annotations/captions.json"
            onInput={(event) => setAnnotations(event.currentTarget.value)}
          />
        </label>
      )}
      <button type="submit" class="button primary" disabled={busy || collection === undefined}>
        {t.ingest.start}
      </button>
      {error !== undefined && <Trouble error={error} />}
    </form>
  );
}
