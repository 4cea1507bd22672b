import { dataOf } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { ViewProperties } from '../view.ts';
import { ItemPicture } from './item-picture.tsx';

const PAGE = 24;
const MOST = 500;

/** Pictures whose captions fit worst, to be looked at one after the other. */
export function Mismatches({ address }: ViewProperties) {
  const { collection } = address;
  const [limit, setLimit] = useState(PAGE);
  const { value, error, reload, loading } = useLoaded(
    async (signal) => {
      const query = { collection, limit };
      return dataOf(await unseen.http.GET('/v1/classes/mismatches', { params: { query }, signal }));
    },
    [collection, limit],
  );
  if (error !== undefined && value === undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  if (value.pairs.length === 0) return <Empty title={t.mismatches.none} text={t.mismatches.noneText} />;
  const more = value.pairs.length === limit && limit < Math.min(value.looked, MOST);
  return (
    <section aria-label={t.catalogue.tab.mismatches}>
      <p class="muted view-lead">{t.mismatches.lead(value.looked)}</p>
      <ol class="pairs">
        {value.pairs.map(({ id, caption, match, betterShare }) => (
          <li key={id} class="pair">
            <ItemPicture id={id} caption={caption} collection={collection} />
            <div>
              <p>{caption}</p>
              <p class="muted small">
                {t.mismatches.match(match)} {t.mismatches.better(betterShare)}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {more && (
        <div class="results-foot">
          <button
            type="button"
            class="button"
            disabled={loading}
            onClick={() => setLimit(Math.min(limit + PAGE, MOST))}
          >
            {t.results.more}
          </button>
        </div>
      )}
    </section>
  );
}
