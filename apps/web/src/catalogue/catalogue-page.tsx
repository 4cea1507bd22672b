import { Check } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { go, usePlace } from '../router/place.ts';
import { t } from '../text/text.ts';
import { CollectionSelect } from '../ui/collection-select.tsx';
import { Icon } from '../ui/icon.tsx';
import { type CatalogueAddress, linkTo, readAddress, VIEWS, writeAddress } from './address.ts';
import { ClassList } from './classes/class-list.tsx';
import { ClassEditor } from './edit/class-editor.tsx';
import { CheckUp } from './review/check-up.tsx';
import { Mismatches } from './review/mismatches.tsx';
import { UnknownLane } from './review/unknown-lane.tsx';
import { Quality } from './quality/quality.tsx';
import { Versions } from './versions/versions.tsx';
import type { ViewProperties } from './view.ts';
import './catalogue.css';

const SHOWN = {
  classes: ClassList,
  unknown: UnknownLane,
  mismatches: Mismatches,
  versions: Versions,
  quality: Quality,
  check: CheckUp,
};

/** Classes: what there is, what no class explains, how well they do, and how they came to be. */
export function CataloguePage() {
  const { params } = usePlace();
  const address = readAddress(params);
  const [notice, setNotice] = useState<string>();
  const collections = useLoaded((signal) => unseen.collections({ signal }), []);
  const move = (next: Partial<CatalogueAddress>, said?: string) => {
    setNotice(said);
    go('/catalogue', writeAddress({ ...address, editing: undefined, ...next }));
    if (next.editing !== undefined || said !== undefined) window.scrollTo({ top: 0 });
  };
  const properties: ViewProperties = { address, move };
  const Shown = SHOWN[address.view];
  if (address.editing !== undefined)
    return <ClassEditor key={address.editing} id={address.editing} {...properties} />;
  return (
    <div class="catalogue">
      <header class="page-head catalogue-head">
        <div>
          <h1>{t.catalogue.title}</h1>
          <p>{t.catalogue.lead}</p>
        </div>
        <CollectionSelect
          value={address.collection}
          collections={collections.value}
          onChange={(collection) => move({ collection })}
        />
      </header>
      <Tabs {...address} onMove={() => setNotice(undefined)} />
      <p class="notice" role="status">
        {notice !== undefined && (
          <>
            <Icon of={Check} />
            {notice}
          </>
        )}
      </p>
      <Shown key={`${address.view} ${address.collection}`} {...properties} />
    </div>
  );
}

function Tabs({ view: shown, collection, onMove }: CatalogueAddress & { onMove: () => void }) {
  const nav = useRef<HTMLElement>(null);
  // A phone has no room for all of them.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [shown]);
  return (
    <nav ref={nav} class="tabs" aria-label={t.catalogue.views}>
      {VIEWS.map((view) => (
        <a
          key={view}
          href={linkTo({ view, collection })}
          aria-current={view === shown ? 'page' : undefined}
          onClick={onMove}
        >
          {t.catalogue.tab[view]}
        </a>
      ))}
    </nav>
  );
}
