import { t } from '../text/text.ts';
import { Empty } from '../ui/empty.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Empty whole title={t.notFound.title} text={t.notFound.text}>
      <a class="button primary" href="/">
        {t.notFound.home}
      </a>
    </Empty>
  );
}
