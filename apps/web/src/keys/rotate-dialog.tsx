import { type ApiKey, dataOf } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { t } from '../text/text.ts';
import { Confirm } from '../ui/confirm.tsx';
import { OVERLAPS } from './key-choices.ts';
import type { Made } from './new-key.tsx';

interface Properties {
  readonly of: ApiKey;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

/** Replaces a key, and says how long the old one is still accepted. */
export function RotateDialog({ of, onMade, onClose }: Properties) {
  const [overlap, setOverlap] = useState<number>(OVERLAPS[0]);
  return (
    <Confirm
      title={t.keys.rotate(of.name)}
      text={t.keys.rotateText}
      act={t.keys.rotateShort}
      onClose={onClose}
      onConfirm={async () => {
        const params = { path: { id: of.id } };
        const body = { overlapSeconds: overlap };
        onMade(dataOf(await unseen.http.POST('/v1/keys/{id}/rotate', { params, body })));
      }}
    >
      <label class="field">
        <span>{t.keys.overlap}</span>
        <select value={overlap} onChange={(event) => setOverlap(Number(event.currentTarget.value))}>
          {OVERLAPS.map((seconds) => (
            <option key={seconds} value={seconds}>
              {t.keys.overlaps[seconds]}
            </option>
          ))}
        </select>
      </label>
    </Confirm>
  );
}
