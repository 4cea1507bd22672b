import { type CatalogueVersion, dataOf } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { ViewProperties } from '../view.ts';
import { Publish } from './publish.tsx';
import { Served } from './served.tsx';
import { Version } from './version.tsx';

const PAGE = 25;
const MOST = 500;

/** What every catalogue begins as. */
const EMPTY: CatalogueVersion = {
  version: 0,
  at: '',
  actor: '',
  action: '',
  changed: 0,
  classes: [],
  published: false,
};

/** The versions of the catalogue, newest first: what each changed, and the way back. */
export function Versions({ address, move }: ViewProperties) {
  const [limit, setLimit] = useState(PAGE);
  const [back, setBack] = useState<CatalogueVersion>();
  const [publishing, setPublishing] = useState<number>();
  const { value, error, reload, loading } = useLoaded(
    async (signal) => {
      const query = { limit: limit };
      return dataOf(await unseen.http.GET('/v1/classes/versions', { params: { query }, signal })).versions;
    },
    [limit],
  );
  if (error !== undefined && value === undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  const current = value[0]?.version;
  // The list has come to the first change: before it, there was nothing, and one can go back to that, too.
  const all = value.at(-1)?.version === 1 ? [...value, EMPTY] : value;
  if (current === undefined) return <Empty title={t.versions.none} text={t.versions.noneText} />;
  const rollBack = async ({ version }: CatalogueVersion) => {
    const params = { path: { version } };
    const made = dataOf(await unseen.http.POST('/v1/classes/versions/{version}/rollback', { params }));
    setBack(undefined);
    move({}, t.versions.wentBack(version, made.version));
    reload();
  };
  return (
    <section aria-label={t.catalogue.tab.versions}>
      <p class="muted view-lead">{t.versions.lead}</p>
      <Served published={value.find(({ published }) => published)?.version} />
      <ol class="versions">
        {all.map((version) => (
          <Version
            key={version.version}
            version={version}
            current={current}
            collection={address.collection}
            onBack={() => setBack(version)}
            onPublish={() => setPublishing(version.version)}
          />
        ))}
      </ol>
      {value.length === limit && limit < MOST && (
        <div class="results-foot">
          <button type="button" class="button" disabled={loading} onClick={() => setLimit(limit + PAGE)}>
            {t.results.more}
          </button>
        </div>
      )}
      {publishing !== undefined && (
        <Publish
          version={publishing}
          published={value.find(({ published }) => published)?.version}
          collection={address.collection}
          onClose={() => setPublishing(undefined)}
          onPublished={(said) => {
            setPublishing(undefined);
            move({}, said);
            reload();
          }}
        />
      )}
      {back !== undefined && (
        <Confirm
          title={t.versions.back(back.version)}
          text={t.versions.backText}
          act={t.versions.backAct}
          onClose={() => setBack(undefined)}
          onConfirm={() => rollBack(back)}
        />
      )}
    </section>
  );
}
