import { dataOf, type VersionDiff } from '@unseen/client';
import { ArrowRight } from 'lucide';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { ItemPicture } from '../review/item-picture.tsx';

/** What two versions differ in: classes, and the items that change class between them. */
export function Diff({ from, to, collection }: { from: number; to: number; collection: string }) {
  const { value, error, reload } = useLoaded(
    async (signal) => {
      const query = { from, to, collection };
      return dataOf(await unseen.http.GET('/v1/classes/diff', { params: { query }, signal }));
    },
    [from, to, collection],
  );
  if (error !== undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  const { added, removed, changed, moved } = value;
  const same = [added, removed, changed, moved].every(({ length }) => length === 0);
  return (
    <div class="diff">
      <h3>{t.versions.between(from, to)}</h3>
      {same && <p class="muted">{t.versions.same}</p>}
      <ul class="diff-classes">
        {added.map(({ id, name }) => (
          <li key={id} data-kind="added">
            {t.versions.added(name)}
          </li>
        ))}
        {removed.map(({ id, name }) => (
          <li key={id} data-kind="removed">
            {t.versions.removed(name)}
          </li>
        ))}
        {changed.map(({ id, name, fields }) => (
          <li key={id}>{t.versions.changed(name, fields)}</li>
        ))}
      </ul>
      {moved.length > 0 && <Moved moved={moved} collection={collection} />}
    </div>
  );
}

function Moved({ moved, collection }: Pick<VersionDiff, 'moved'> & { collection: string }) {
  return (
    <>
      <h4>{t.versions.moved}</h4>
      <ul class="diff-moved">
        {moved.map(({ from, to, items, examples }) => (
          <li key={`${from} ${to}`}>
            <span class="diff-way">
              {from ?? t.versions.noClass} <Icon of={ArrowRight} size={14} /> {to ?? t.versions.noClass}
              <span class="muted">{t.versions.items(items)}</span>
            </span>
            <span class="diff-pictures">
              {examples.map((id) => (
                <ItemPicture key={id} id={id} collection={collection} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
