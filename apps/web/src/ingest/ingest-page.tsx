import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { usePlace } from '../router/place.ts';
import { en } from '../text/en.ts';
import { DropZone } from './drop-zone.tsx';
import { JobForm } from './job-form.tsx';
import { JobList } from './job-list.tsx';
import { UploadCard } from './upload-card.tsx';
import { startUploads } from './uploads.ts';
import './ingest.css';

/** Brings pictures in: from this device, or from the server's import root. */
export function IngestPage() {
  const { params } = usePlace();
  const [collection, setCollection] = useState(params.get('c') ?? 'default');
  const [jobs, setJobs] = useState(0);
  const collections = useLoaded((signal) => unseen.collections({ signal }), []);
  const into = collection.trim() || 'default';
  return (
    <div class="ingest">
      <header class="page-head">
        <h1>{en.ingest.title}</h1>
        <p>{en.ingest.lead}</p>
      </header>
      <label class="field ingest-into">
        <span>{en.ingest.into}</span>
        <input
          list="collections"
          value={collection}
          autocapitalize="none"
          spellcheck={false}
          pattern="[a-z0-9][a-z0-9_\-]*"
          maxLength={64}
          onInput={(event) => setCollection(event.currentTarget.value)}
        />
        <small>{en.ingest.intoHelp}</small>
        <datalist id="collections">
          {collections.value?.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
      <DropZone onUploads={(uploads) => startUploads(uploads, into)} />
      <UploadCard />
      <section class="ingest-section">
        <h2>{en.ingest.server}</h2>
        <p class="muted">{en.ingest.serverLead}</p>
        <JobForm collection={into} onStarted={() => setJobs(jobs + 1)} />
      </section>
      <section class="ingest-section">
        <h2>{en.ingest.jobs}</h2>
        <JobList key={jobs} />
      </section>
    </div>
  );
}
