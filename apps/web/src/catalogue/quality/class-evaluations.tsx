import { dataOf, type ClassEvaluation } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { ClassFiguresView } from './class-figures-view.tsx';
import { EvaluationLine } from './evaluation-line.tsx';

/** Evaluations of classes that are listed. */
const MOST = 8;

/**
 * What was measured on a collection before, publications that it decided on included.
 * @param newest - id of an evaluation that has ended since the list was read
 */
export function ClassEvaluations({ collection, newest }: { collection: string; newest?: string }) {
  const [open, setOpen] = useState<string>();
  const { value, error } = useLoaded(
    async (signal) => dataOf(await unseen.http.GET('/v1/evaluations/classes', { signal })).evaluations,
    [newest],
  );
  if (error !== undefined) return <Trouble error={error} />;
  const shown = (value ?? []).filter((each) => each.collection === collection).slice(0, MOST);
  if (shown.length === 0) return null;
  return (
    <details class="quality-start">
      <summary>{t.quality.earlier}</summary>
      <ul class="evaluations framed-list">
        {shown.map((evaluation) => (
          <EvaluationLine
            key={evaluation.id}
            title={titleOf(evaluation)}
            evaluation={evaluation}
            open={evaluation.id === open}
            onOpen={() => setOpen(evaluation.id)}
          />
        ))}
      </ul>
      {open !== undefined && <Figures key={open} id={open} />}
    </details>
  );
}

function titleOf({ field, publish, asOf, against }: ClassEvaluation): string {
  return publish === undefined
    ? t.quality.measured(field, asOf, against)
    : t.quality.publication(field, publish.version);
}

function Figures({ id }: { id: string }) {
  const { value, error, reload } = useLoaded(
    async (signal) =>
      dataOf(await unseen.http.GET('/v1/evaluations/classes/{id}', { params: { path: { id } }, signal }))
        .result,
    [id],
  );
  if (error !== undefined) return <Trouble error={error} retry={reload} />;
  return value === undefined ? <Loading /> : <ClassFiguresView report={value} />;
}
