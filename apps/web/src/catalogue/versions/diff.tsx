import { dataOf, type VersionDiff } from '@unseen/client';
import { ArrowRight } from 'lucide';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { en } from '../../text/en.ts';
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
      <h3>{en.versions.between(from, to)}</h3>
      {same && <p class="muted">{en.versions.same}</p>}
      <ul class="diff-classes">
        {added.map(({ id, name }) => (
          <li key={id} data-kind="added">
            {en.versions.added(name)}
          </li>
        ))}
        {removed.map(({ id, name }) => (
          <li key={id} data-kind="removed">
            {en.versions.removed(name)}
          </li>
        ))}
        {changed.map(({ id, name, fields }) => (
          <li key={id}>{en.versions.changed(name, fields)}</li>
        ))}
      </ul>
      {moved.length > 0 && <Moved moved={moved} collection={collection} />}
    </div>
  );
}

function Moved({ moved, collection }: Pick<VersionDiff, 'moved'> & { collection: string }) {
  return (
    <>
      <h4>{en.versions.moved}</h4>
      <ul class="diff-moved">
        {moved.map(({ from, to, items, examples }) => (
          <li key={`${from} ${to}`}>
            <span class="diff-way">
              {from ?? en.versions.noClass} <Icon of={ArrowRight} size={14} /> {to ?? en.versions.noClass}
              <span class="muted">{en.versions.items(items)}</span>
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
