import type { JobPreview, JobSource } from '@unseen/client';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';

type Previewed = JobPreview['records'][number];

/** What a source would become: its first records, and the columns they come from. */
export function SourcePreview({ source }: { source: JobSource }) {
  const { value, error, reload } = useLoaded(
    (signal) => unseen.previewJob(source, { signal }),
    [source.type, source.path, source.annotations],
  );
  if (error !== undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  const { fields, records, notes } = value;
  const metadata = [...new Set(records.flatMap((record) => Object.keys(record.metadata ?? {})))];
  return (
    <section class="source-preview" aria-label={t.ingest.preview}>
      {fields.length > 0 && (
        <ul class="field-map" aria-label={t.ingest.columns}>
          {fields.map(({ name, becomes }) => (
            <li key={name} data-becomes={becomes}>
              <strong>{name}</strong> <span class="muted">→ {t.ingest.becomes[becomes]}</span>
            </li>
          ))}
        </ul>
      )}
      <div class="table-frame" tabIndex={0} role="region" aria-label={t.ingest.firstRows}>
        <table>
          <thead>
            <tr>
              {[t.ingest.becomes.id, t.ingest.becomes.image, t.ingest.becomes.caption, ...metadata].map(
                (name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {records.map((record, at) => (
              <Row key={at} record={record} metadata={metadata} />
            ))}
          </tbody>
        </table>
      </div>
      {notes.map((note) => (
        <p key={note} class="muted small">
          {note}
        </p>
      ))}
    </section>
  );
}

function Row({ record, metadata }: { record: Previewed; metadata: readonly string[] }) {
  const { id, image, captions = [], reason } = record;
  if (reason !== undefined)
    return (
      <tr>
        <td colSpan={3 + metadata.length} class="wrong">
          {reason}
        </td>
      </tr>
    );
  return (
    <tr>
      <td>{id ?? <span class="muted">{t.ingest.idMade}</span>}</td>
      <td>{image}</td>
      <td>{captions.join(' · ')}</td>
      {metadata.map((field) => (
        <td key={field}>
          {record.metadata?.[field] === undefined ? '' : t.detail.value(record.metadata[field])}
        </td>
      ))}
    </tr>
  );
}
