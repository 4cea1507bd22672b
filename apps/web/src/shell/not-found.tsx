import { en } from '../text/en.ts';
import { Empty } from '../ui/empty.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Empty title={en.notFound.title} text={en.notFound.text}>
      <a class="button primary" href="/">
        {en.notFound.home}
      </a>
    </Empty>
  );
}
