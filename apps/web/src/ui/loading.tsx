import { t } from '../text/text.ts';

/** Something is on its way. */
export function Loading() {
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {t.loading}
    </p>
  );
}
