import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { usePlace } from '../router/place.ts';
import { t } from '../text/text.ts';
import { Trouble } from '../ui/trouble.tsx';
import { readCollectionName } from './collection-name.ts';
import { BatchDetailsForm, NO_DETAILS, withDetails } from './batch-details.tsx';
import { DropZone } from './drop-zone.tsx';
import { JobForm } from './job-form.tsx';
import { JobList } from './job-list.tsx';
import { UnsentCard } from './unsent-card.tsx';
import { UploadCard } from './upload-card.tsx';
import type { Chosen } from './read-folder.ts';
import { startUploads } from './uploads.ts';
import './ingest.css';

/** Brings pictures in: from this device, or from the server's import root. */
export function IngestPage() {
  const { params } = usePlace();
  const [collection, setCollection] = useState(params.get('c') ?? 'default');
  const [details, setDetails] = useState(NO_DETAILS);
  const [jobs, setJobs] = useState(0);
  const collections = useLoaded((signal) => unseen.collections({ signal }), []);
  const [error, setError] = useState<unknown>();
  const typed = readCollectionName(collection.trim() || 'default');
  const known = collections.value?.some(({ name }) => name === typed?.name);
  const upload = async ({ uploads, failures }: Chosen) => {
    if (typed === undefined) return;
    setError(undefined);
    try {
      // Otherwise the first picture makes it, and it is called by its name.
      if (typed.displayName !== undefined && known !== true) await unseen.createCollection(typed);
      const said = uploads.map((each) => ({ ...each, said: withDetails(each.said, details) }));
      await startUploads(said, typed.name, failures);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <div class="ingest">
      <header class="page-head">
        <h1>{t.ingest.title}</h1>
        <p>{t.ingest.lead}</p>
      </header>
      <label class="field ingest-into">
        <span>{t.ingest.into}</span>
        <input
          list="collections"
          value={collection}
          autocapitalize="none"
          spellcheck={false}
          maxLength={200}
          aria-invalid={typed === undefined || undefined}
          onInput={(event) => setCollection(event.currentTarget.value)}
        />
        <small role={typed === undefined ? 'alert' : undefined}>
          {typed === undefined
            ? t.ingest.intoWrong
            : typed.displayName === undefined
              ? t.ingest.intoHelp
              : t.ingest.intoNamed(typed.name)}
        </small>
        <datalist id="collections">
          {collections.value?.map(({ name }) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
      <BatchDetailsForm details={details} onChange={setDetails} />
      <DropZone onChosen={(chosen) => void upload(chosen)} />
      {error !== undefined && <Trouble error={error} />}
      <UnsentCard />
      <UploadCard />
      <section class="ingest-section">
        <h2>{t.ingest.server}</h2>
        <p class="muted">{t.ingest.serverLead}</p>
        <JobForm collection={typed?.name} onStarted={() => setJobs(jobs + 1)} />
      </section>
      <section class="ingest-section">
        <h2>{t.ingest.jobs}</h2>
        <JobList key={jobs} />
      </section>
    </div>
  );
}
