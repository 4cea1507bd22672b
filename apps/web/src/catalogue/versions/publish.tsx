import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { en } from '../../text/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
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
  const judged = published !== undefined && field !== '';
  const publish = async () => {
    await unseen.http.POST('/v1/classes/versions/{version}/publish', {
      params: {
        path: { version: String(version) },
        query: judged ? { field, collection, maxDrop: String(Number(points) / 100) } : {},
      },
    });
    onPublished(en.versions.wentOut(version, judged ? published : undefined));
  };
  return (
    <Confirm
      title={en.versions.publish(version)}
      text={published === undefined ? en.versions.publishFirst : en.versions.publishText(published)}
      act={en.versions.publishAct}
      onClose={onClose}
      onConfirm={publish}
    >
      {published !== undefined && (
        <div class="publish-gate">
          <label class="field">
            <span>{en.versions.gate}</span>
            <select value={field} onChange={(event) => setField(event.currentTarget.value)}>
              <option value="">{en.versions.gateNone}</option>
              {fields.value?.map(({ field: name }) => (
                <option key={name} value={name}>
                  {en.filters.field(name)}
                </option>
              ))}
            </select>
          </label>
          {judged && (
            <label class="field">
              <span>{en.versions.maxDrop}</span>
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
    </Confirm>
  );
}
