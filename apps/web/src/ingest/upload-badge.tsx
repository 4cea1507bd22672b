import { useEffect } from 'preact/hooks';
import { t } from '../text/text.ts';
import { findUnsent, useUnsent } from './unsent.ts';
import { useUploads } from './uploads.ts';

/** How far the uploads are, on every page, and the way to them. */
export function UploadBadge() {
  const { progress, queue } = useUploads();
  const unsent = useUnsent();
  useEffect(() => void findUnsent(), []);
  if (progress === undefined || !queue.open) {
    if (unsent.size === 0) return null;
    return (
      <a class="upload-badge" href="/ingest" data-state="paused">
        <span>{t.ingest.unsentShort(unsent.size)}</span>
      </a>
    );
  }
  const { done, failures, total, state } = progress;
  const through = done + failures.length;
  return (
    <a class="upload-badge" href="/ingest" data-state={state}>
      <progress aria-label={t.ingest.fromHere} max={total} value={through} />
      <span>{t.ingest.progress(through, total)}</span>
    </a>
  );
}
