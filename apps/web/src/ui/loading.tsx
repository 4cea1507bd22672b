import { en } from '../text/en.ts';

/** Something is on its way. */
export function Loading() {
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {en.loading}
    </p>
  );
}
