import { dataOf } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { en } from '../../text/en.ts';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useClassFields } from '../use-class-fields.ts';
import { ClassFiguresView } from './class-figures-view.tsx';
import type { ClassReport } from './figures.ts';

/** Measures the classes on items whose metadata say what they are, when asked to. */
export function ClassQuality({ collection }: { collection: string }) {
  const [field, setField] = useState<string>();
  const [against, setAgainst] = useState('');
  const [state, setState] = useState<{ report?: ClassReport; error?: unknown; busy?: boolean }>({});
  const fields = useClassFields(collection);
  const versions = useLoaded(async (signal) => {
    const query = { limit: '100' };
    return dataOf(await unseen.http.GET('/v1/classes/versions', { params: { query }, signal })).versions;
  }, []);
  if (fields.error !== undefined) return <Trouble error={fields.error} retry={fields.reload} />;
  if (fields.value === undefined) return <Loading />;
  if (fields.value.length === 0) return <p class="muted">{en.quality.noFields}</p>;
  const chosen = field ?? fields.value[0]?.field ?? '';
  const measure = async () => {
    setState({ ...state, busy: true });
    try {
      const body = { collection, field: chosen, ...(against !== '' && { against: Number(against) }) };
      const answer = dataOf(await unseen.http.POST('/v1/evaluations/classes', { body }));
      // The document of the API leaves the figures open.
      setState({ report: answer as unknown as ClassReport });
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <>
      <form
        class="quality-form"
        onSubmit={(event) => {
          event.preventDefault();
          void measure();
        }}
      >
        <label class="field">
          <span>{en.quality.field}</span>
          <select value={chosen} onChange={(event) => setField(event.currentTarget.value)}>
            {fields.value.map(({ field: name }) => (
              <option key={name} value={name}>
                {en.filters.field(name)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{en.quality.against}</span>
          <select value={against} onChange={(event) => setAgainst(event.currentTarget.value)}>
            <option value="">{en.quality.againstNone}</option>
            {versions.value?.slice(1).map(({ version }) => (
              <option key={version} value={version}>
                {en.versions.name(version)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="button primary" disabled={state.busy}>
          {en.quality.measure}
        </button>
      </form>
      <div aria-live="polite" aria-busy={state.busy === true}>
        {state.error !== undefined && <Trouble error={state.error} />}
        {state.report !== undefined && <ClassFiguresView report={state.report} />}
      </div>
    </>
  );
}
