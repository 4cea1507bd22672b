import { type ClassEvaluation, type ClassReport, UnseenError } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { t } from '../../text/text.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useWatched } from '../quality/use-watched.ts';
import { useClassFields } from '../use-class-fields.ts';

interface Properties {
  readonly version: number;
  /** The version published now. */
  readonly published?: number;
  readonly collection: string;
  readonly onPublished: (said: string) => void;
  readonly onClose: () => void;
}

/** Asks before a version is published; with a field that names classes, only if it is as good as the published one. */
export function Publish({ version, published, collection, onPublished, onClose }: Properties) {
  const fields = useClassFields(collection);
  const [field, setField] = useState('');
  const [points, setPoints] = useState('0');
  const { evaluation, watch } = useWatched();
  const judged = published !== undefined && field !== '';
  const publish = async () => {
    const { data } = await unseen.http.POST('/v1/classes/versions/{version}/publish', {
      params: {
        path: { version },
        query: judged ? { field, collection, maxDrop: Number(points) / 100 } : {},
      },
    });
    // What is to be measured first is answered with the evaluation that does it.
    onPublished(data === undefined ? t.versions.wentOut(version) : said(await watch(data)));
  };
  return (
    <Confirm
      title={t.versions.publish(version)}
      text={published === undefined ? t.versions.publishFirst : t.versions.publishText(published)}
      act={t.versions.publishAct}
      onClose={onClose}
      onConfirm={publish}
    >
      {published !== undefined && (
        <div class="publish-gate">
          <label class="field">
            <span>{t.versions.gate}</span>
            <select value={field} onChange={(event) => setField(event.currentTarget.value)}>
              <option value="">{t.versions.gateNone}</option>
              {fields.value?.map(({ field: name }) => (
                <option key={name} value={name}>
                  {t.filters.field(name)}
                </option>
              ))}
            </select>
          </label>
          {judged && (
            <label class="field">
              <span>{t.versions.maxDrop}</span>
              <input
                type="number"
                min={0}
                max={100}
                value={points}
                onInput={(event) => setPoints(event.currentTarget.value)}
              />
            </label>
          )}
        </div>
      )}
      {evaluation !== undefined && <Judging evaluation={evaluation} />}
    </Confirm>
  );
}

/** How far the measurement before a publication is. */
function Judging({ evaluation: { state, done, total } }: { evaluation: ClassEvaluation }) {
  if (state !== 'queued' && state !== 'running') return null;
  return (
    <p class="muted" role="status">
      {t.versions.judging} {total !== null && t.ingest.progress(done, total)}
    </p>
  );
}

/** What to say of a version that was measured and published. @throws UnseenError with the reason when it was not */
function said({ error, result }: ClassEvaluation): string {
  if (error !== undefined) {
    const detail = result === undefined ? error.detail : `${error.detail} ${t.versions.figuresAt}`;
    throw new UnseenError({ code: error.code, status: 0, title: t.versions.blocked, detail });
  }
  const { figures, against } = result!;
  return t.versions.passed(figures.version, figures.top1.harmonic, against && harmonicOf(against.figures));
}

function harmonicOf({ version, top1 }: ClassReport['figures']): { version: number; harmonic: number } {
  return { version, harmonic: top1.harmonic };
}
