import { dataOf } from '@unseen/client';
import { ArrowLeft } from 'lucide';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { usePlace } from '../../router/place.ts';
import { t } from '../../text/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { linkTo } from '../address.ts';
import type { ViewProperties } from '../view.ts';
import { ClassForm } from './class-form.tsx';
import { ClassMembers } from './class-members.tsx';
import { type Draft, draftOf, newDraft, toClass } from './draft.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { usePreview } from './use-preview.ts';

/** Adds or changes a class, and shows beforehand what it would catch. @param id - of the class, or `new` */
export function ClassEditor({ id, ...view }: ViewProperties & { id: string }) {
  const { params } = usePlace();
  const { value, error, reload } = useLoaded(
    async (signal) => (id === 'new' ? newDraft(params, view.address.collection) : readDraft(id, signal)),
    [id],
  );
  return (
    <div class="editor">
      <a class="back" href={linkTo({ ...view.address, editing: undefined })}>
        <Icon of={ArrowLeft} size={16} />
        {t.catalogue.title}
      </a>
      {error !== undefined && <Trouble error={error} retry={reload} />}
      {value === undefined && error === undefined && <Loading />}
      {value !== undefined && <Editing id={id === 'new' ? undefined : id} first={value} {...view} />}
    </div>
  );
}

async function readDraft(id: string, signal: AbortSignal): Promise<Draft> {
  const read = async (each: string) =>
    dataOf(await unseen.http.GET('/v1/classes/{id}', { params: { path: { id: each } }, signal }));
  const entry = await read(id);
  return draftOf(entry, entry.parent === undefined ? undefined : (await read(entry.parent)).name);
}

/** Names are compared without their case. */
function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function Editing({ id, first, address, move }: ViewProperties & { id: string | undefined; first: Draft }) {
  const [draft, setDraft] = useState(first);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const preview = usePreview(toClass(draft), address.collection, id);
  const save = async () => {
    setBusy(true);
    try {
      const body = toClass(draft);
      if (id === undefined) await unseen.http.POST('/v1/classes', { body });
      else await unseen.http.PATCH('/v1/classes/{id}', { params: { path: { id } }, body });
      move(
        { view: 'classes' },
        id === undefined ? t.catalogue.added(body.name) : t.catalogue.changed(body.name),
      );
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <>
      <h1>{id === undefined ? t.catalogue.add : t.catalogue.edit(first.name)}</h1>
      <div class="editor-columns">
        <ClassForm
          draft={draft}
          isNew={id === undefined}
          taken={
            preview.value?.collisions.some(({ as, word }) => as === 'name' && sameName(word, draft.name)) ===
            true
          }
          busy={busy}
          error={error}
          cancel={linkTo({ ...address, editing: undefined })}
          onChange={setDraft}
          onSave={() => void save()}
        />
        <div>
          <PreviewPanel preview={preview} draft={draft} collection={address.collection} onChange={setDraft} />
          {id !== undefined && (
            <ClassMembers
              id={id}
              name={first.name}
              collection={address.collection}
              onJudged={() => setDraft((now) => ({ ...now }))}
            />
          )}
        </div>
      </div>
    </>
  );
}
