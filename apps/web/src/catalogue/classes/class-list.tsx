import { type CatalogueClass, dataOf } from '@unseen/client';
import { Plus, Search } from 'lucide';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { type Scope, SCOPES } from '../../search/query.ts';
import { t } from '../../text/text.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { linkTo } from '../address.ts';
import type { ViewProperties } from '../view.ts';
import { ExportClasses } from '../transfer/export-classes.tsx';
import { ImportClasses } from '../transfer/import-classes.tsx';
import { ClassCard } from './class-card.tsx';
import { Retagging } from './retagging.tsx';

const PAGE = 24;

/** The classes there are, with what each catches. */
export function ClassList({ address, move }: ViewProperties) {
  const [q, setQ] = useState('');
  const [scope, setScope] = useState<Scope>('all');
  const [limit, setLimit] = useState(PAGE);
  const [leaving, setLeaving] = useState<CatalogueClass>();
  const { value, error, reload } = useLoaded(
    async (signal) => {
      const query = {
        limit,
        ...(q.trim() !== '' && { q: q.trim() }),
        ...(scope !== 'all' && { scope }),
      };
      return dataOf(await unseen.http.GET('/v1/classes', { params: { query }, signal }));
    },
    [q, scope, limit],
  );
  const add = linkTo({ ...address, editing: 'new' });
  const imported = (said: string) => {
    move({}, said);
    reload();
  };
  if (error !== undefined && value === undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  if (value.total === 0 && q.trim() === '' && scope === 'all') {
    return (
      <Empty title={t.catalogue.none} text={t.catalogue.noneText}>
        <a class="button primary" href={add}>
          {t.catalogue.add}
        </a>
        <a class="button" href={linkTo({ ...address, view: 'unknown' })}>
          {t.catalogue.seeUnknown}
        </a>
        <ImportClasses onImported={imported} />
      </Empty>
    );
  }
  return (
    <section aria-label={t.catalogue.tab.classes}>
      <div class="catalogue-bar">
        <label class="find">
          <Icon of={Search} size={16} />
          <input
            type="search"
            aria-label={t.catalogue.find}
            placeholder={t.catalogue.find}
            value={q}
            onInput={(event) => setQ(event.currentTarget.value)}
          />
        </label>
        <Segments
          label={t.catalogue.scope}
          names={t.scope}
          values={SCOPES}
          value={scope}
          onChange={setScope}
        />
        <a class="button primary" href={add}>
          <Icon of={Plus} size={16} />
          {t.catalogue.add}
        </a>
      </div>
      <div class="catalogue-state muted small">
        <span>{t.catalogue.total(value.total)}</span>
        <Retagging collection={address.collection} onChange={reload} />
        <div class="transfer">
          <ImportClasses onImported={imported} />
          <ExportClasses />
        </div>
      </div>
      {value.classes.length === 0 && <p class="muted nothing">{t.catalogue.noMatch}</p>}
      <ul class="class-grid">
        {value.classes.map((entry) => (
          <ClassCard key={entry.id} entry={entry} address={address} onDelete={() => setLeaving(entry)} />
        ))}
      </ul>
      {value.total > value.classes.length && (
        <div class="results-foot">
          <button type="button" class="button" onClick={() => setLimit(limit + PAGE)}>
            {t.results.more}
          </button>
        </div>
      )}
      {leaving !== undefined && (
        <Confirm
          danger
          title={t.catalogue.remove(leaving.name)}
          text={t.catalogue.removeText(leaving.items ?? 0)}
          act={t.catalogue.removeAct}
          onClose={() => setLeaving(undefined)}
          onConfirm={async () => {
            await unseen.http.DELETE('/v1/classes/{id}', { params: { path: { id: leaving.id } } });
            setLeaving(undefined);
            move({}, t.catalogue.removed(leaving.name));
            reload();
          }}
        />
      )}
    </section>
  );
}
