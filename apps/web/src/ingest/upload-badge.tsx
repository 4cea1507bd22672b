import { t } from '../text/text.ts';
import { useUploads } from './uploads.ts';

/** How far the uploads are, on every page, and the way to them. */
export function UploadBadge() {
  const { progress, queue } = useUploads();
  if (progress === undefined || !queue.open) return null;
  const { done, failures, total, state } = progress;
  const through = done + failures.length;
  return (
    <a class="upload-badge" href="/ingest" data-state={state}>
      <progress aria-label={t.ingest.fromHere} max={total} value={through} />
      <span>{t.ingest.progress(through, total)}</span>
    </a>
  );
}
