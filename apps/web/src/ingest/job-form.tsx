import type { JobSource } from '@unseen/client';
import { FolderOpen, Table } from 'lucide';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { SourcePicker } from './source-picker.tsx';
import { SourcePreview } from './source-preview.tsx';
import { saveTableTemplate } from './table-template.ts';
import { useSending } from '../ui/use-sending.ts';

type SourceType = JobSource['type'];

/** Sources whose captions lie in a file beside the pictures. */
const ANNOTATED: readonly SourceType[] = ['coco', 'flickr', 'karpathy'];

/** Sources of rows, whose beginning says what they become. */
const TABLES: readonly SourceType[] = ['csv', 'jsonl', 'shopify'];

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
  const [browsing, setBrowsing] = useState(false);
  const { busy, error, send } = useSending();
  const [previewed, setPreviewed] = useState<JobSource>();
  const source: JobSource = {
    type,
    path: path.trim(),
    ...(ANNOTATED.includes(type) && annotations.trim() !== '' && { annotations: annotations.trim() }),
  };
  // What is shown is of the source that stands in the form.
  const shown = JSON.stringify(previewed) === JSON.stringify(source) ? previewed : undefined;
  const start = () =>
    send(async () => {
      await unseen.http.POST('/v1/jobs', { body: { collection, source } });
      setPath('');
      setAnnotations('');
      onStarted();
    });
  const pick = (picked: string, file?: { readonly type?: SourceType }) => {
    const aside = ANNOTATED.includes(type);
    if (file !== undefined && aside && file.type === undefined) return setAnnotations(picked);
    setPath(picked);
    // What a file's name says it is; tables and JSON lines may be of more than one kind.
    if (file?.type !== undefined && !(type === 'export' && file.type === 'jsonl')) setType(file.type);
    else if (file === undefined && !aside) setType('folder');
  };
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
      <div class="actions">
        <button
          type="button"
          class="button"
          aria-label={t.ingest.browseFor}
          aria-expanded={browsing}
          onClick={() => setBrowsing(!browsing)}
        >
          <Icon of={FolderOpen} size={16} />
          {t.ingest.browse}
        </button>
        {TABLES.includes(type) && (
          <button
            type="button"
            class="button"
            disabled={source.path === ''}
            aria-expanded={shown !== undefined}
            onClick={() => setPreviewed(shown === undefined ? source : undefined)}
          >
            <Icon of={Table} size={16} />
            {t.ingest.preview}
          </button>
        )}
        <button type="submit" class="button primary" disabled={busy || collection === undefined}>
          {t.ingest.start}
        </button>
      </div>
      {type === 'csv' && (
        <p class="muted small form-note">
          {t.ingest.templateHelp}{' '}
          <button type="button" class="link-button" onClick={saveTableTemplate}>
            {t.ingest.template}
          </button>
        </p>
      )}
      {shown !== undefined && <SourcePreview source={shown} />}
      {browsing && <SourcePicker path={path} onPick={pick} />}
      {error !== undefined && <Trouble error={error} />}
    </form>
  );
}
