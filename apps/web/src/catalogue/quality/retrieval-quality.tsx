import { dataOf } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { EvaluationForm } from './evaluation-form.tsx';
import { EvaluationLine } from './evaluation-line.tsx';
import { RetrievalFigures } from './retrieval-figures.tsx';

const EVERY_MS = 3_000;

/** Evaluations of retrieval: starts one, shows how far it is, and what came out. */
export function RetrievalQuality() {
  const [chosen, setChosen] = useState<string>();
  const { value, error, reload } = useLoaded(
    async (signal) => dataOf(await unseen.http.GET('/v1/evaluations', { signal })).evaluations,
    [],
    EVERY_MS,
  );
  if (error !== undefined && value === undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  const open = chosen ?? value.find(({ state }) => state === 'completed')?.id;
  return (
    <>
      <details class="quality-start" open={value.length === 0}>
        <summary>{t.quality.start}</summary>
        <EvaluationForm onStarted={reload} />
      </details>
      {value.length === 0 && <p class="muted">{t.quality.noEvaluations}</p>}
      <ul class="evaluations framed-list">
        {value.map((evaluation) => (
          <EvaluationLine
            key={evaluation.id}
            title={t.quality.source(evaluation.source.annotations, evaluation.source.split)}
            evaluation={evaluation}
            open={evaluation.id === open}
            onOpen={() => setChosen(evaluation.id)}
          />
        ))}
      </ul>
      {open !== undefined && <Report key={open} id={open} />}
    </>
  );
}

function Report({ id }: { id: string }) {
  const { value, error, reload } = useLoaded(
    async (signal) =>
      dataOf(await unseen.http.GET('/v1/evaluations/{id}', { params: { path: { id } }, signal })).result,
    [id],
  );
  if (error !== undefined) return <Trouble error={error} retry={reload} />;
  return value === undefined ? <Loading /> : <RetrievalFigures result={value} />;
}
