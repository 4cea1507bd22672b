import { dataOf } from '@unseen/client';
import { useEffect, useRef } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';

const EVERY_MS = 2_000;

/** Says when the counts of a collection lag behind its classes, and tells when they have caught up. */
export function Retagging({ collection, onChange }: { collection: string; onChange: () => void }) {
  const { value } = useLoaded(
    async (signal) => dataOf(await unseen.http.GET('/v1/classes/retag', { signal })),
    [],
    EVERY_MS,
  );
  const own = value?.collections.find((each) => each.collection === collection);
  const state = own && `${own.version} ${own.state}`;
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== undefined && before.current !== state) onChange();
    before.current = state;
  }, [state]);
  if (own === undefined || own.state === 'current') return null;
  return <span>{t.catalogue.counting(own.classesDone, own.classes)}</span>;
}
