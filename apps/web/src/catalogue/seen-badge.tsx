import { en } from '../text/en.ts';

/** Whether a class is amply provided with examples, or new. */
export function SeenBadge({ seen }: { seen: boolean }) {
  return (
    <span class="badge" data-unseen={!seen || undefined}>
      {seen ? en.catalogue.seen : en.catalogue.unseen}
    </span>
  );
}
