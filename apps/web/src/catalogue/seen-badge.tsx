import { t } from '../text/text.ts';

/** Whether a class is amply provided with examples, or new. */
export function SeenBadge({ seen }: { seen: boolean }) {
  return (
    <span class="badge" data-unseen={!seen || undefined}>
      {seen ? t.catalogue.seen : t.catalogue.unseen}
    </span>
  );
}
