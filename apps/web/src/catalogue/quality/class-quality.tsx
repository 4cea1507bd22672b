import { dataOf, type ClassEvaluation } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { useClassFields } from '../use-class-fields.ts';
import { ClassEvaluations } from './class-evaluations.tsx';
import { ClassFiguresView } from './class-figures-view.tsx';
import { useWatched } from './use-watched.ts';

/** Measures the classes on items whose metadata say what they are, when asked to. */
export function ClassQuality({ collection }: { collection: string }) {
  const [field, setField] = useState<string>();
  const [against, setAgainst] = useState('');
  const { evaluation, watch } = useWatched();
  const { busy, error, send } = useSending();
  const measure = (body: { collection: string; field: string; against?: number }) =>
    send(async () => {
      await watch(dataOf(await unseen.http.POST('/v1/evaluations/classes', { body })));
    });
  const fields = useClassFields(collection);
  const versions = useLoaded(async (signal) => {
    const query = { limit: 100 };
    return dataOf(await unseen.http.GET('/v1/classes/versions', { params: { query }, signal })).versions;
  }, []);
  if (fields.error !== undefined) return <Trouble error={fields.error} retry={fields.reload} />;
  if (fields.value === undefined) return <Loading />;
  if (fields.value.length === 0) return <p class="muted">{t.quality.noFields}</p>;
  const chosen = field ?? fields.value[0]?.field ?? '';
  return (
    <>
      <form
        class="quality-form"
        onSubmit={(event) => {
          event.preventDefault();
          void measure({ collection, field: chosen, ...(against !== '' && { against: Number(against) }) });
        }}
      >
        <label class="field">
          <span>{t.quality.field}</span>
          <select value={chosen} onChange={(event) => setField(event.currentTarget.value)}>
            {fields.value.map(({ field: name }) => (
              <option key={name} value={name}>
                {t.filters.field(name)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{t.quality.against}</span>
          <select value={against} onChange={(event) => setAgainst(event.currentTarget.value)}>
            <option value="">{t.quality.againstNone}</option>
            {versions.value?.slice(1).map(({ version }) => (
              <option key={version} value={version}>
                {t.versions.name(version)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="button primary" disabled={busy}>
          {t.quality.measure}
        </button>
      </form>
      <div aria-live="polite" aria-busy={busy}>
        {error !== undefined && <Trouble error={error} />}
        {evaluation !== undefined && <Measurement evaluation={evaluation} />}
      </div>
      <ClassEvaluations collection={collection} newest={busy ? undefined : evaluation?.id} />
    </>
  );
}

function Measurement({ evaluation }: { evaluation: ClassEvaluation }) {
  const { done, total, error, result } = evaluation;
  if (result !== undefined) return <ClassFiguresView report={result} />;
  if (error !== undefined) return <p role="alert">{error.detail}</p>;
  return <p class="muted">{total === null ? t.quality.waiting : t.ingest.progress(done, total)}</p>;
}
