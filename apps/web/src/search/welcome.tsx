import { Eye, type IconNode, Search, Shapes, X } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { DEFAULT_COLLECTION } from './query.ts';
import type { ShownItem } from './use-items.ts';
import './welcome.css';

const SEEN = 'unseen:welcomed';

/** Says once on a device what this is, with three things to try on the pictures that are there. */
export function Welcome({ collection, items }: { collection: string; items: readonly ShownItem[] }) {
  const [seen, setSeen] = useState(() => window.localStorage.getItem(SEEN) !== null);
  const described = items.slice(0, 60).findLast(({ caption, image }) => caption !== undefined && image);
  if (seen || described?.caption === undefined) return null;
  const of = { ...(collection !== DEFAULT_COLLECTION && { c: collection }) };
  const linkTo = (path: string, more: Record<string, string>) =>
    `${path}?${new URLSearchParams({ ...of, ...more }).toString()}`;
  const { id, caption } = described;
  return (
    <section class="welcome" aria-label={t.welcome.title}>
      <p class="welcome-lead">{t.welcome.lead}</p>
      <button
        type="button"
        class="icon-button"
        aria-label={t.welcome.close}
        title={t.welcome.close}
        onClick={() => {
          window.localStorage.setItem(SEEN, 'yes');
          setSeen(true);
        }}
      >
        <Icon of={X} />
      </button>
      <ul>
        <Story icon={Search} href={linkTo('/', { q: caption })} {...t.welcome.find(caption)} />
        <Story icon={Eye} href={linkTo('/', { q: caption, hit: id })} {...t.welcome.explain} />
        <Story icon={Shapes} href={linkTo('/catalogue', { class: 'new' })} {...t.welcome.teach} />
      </ul>
    </section>
  );
}

function Story({ icon, href, title, text }: { icon: IconNode; href: string; title: string; text: string }) {
  return (
    <li>
      <a href={href}>
        <Icon of={icon} size={20} />
        <strong>{title}</strong>
        <span>{text}</span>
      </a>
    </li>
  );
}
