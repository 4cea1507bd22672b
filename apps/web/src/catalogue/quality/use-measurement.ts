import { dataOf, type ClassEvaluation } from '@unseen/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useSending } from '../../ui/use-sending.ts';

const EVERY_MS = 500;

/** Has the classes measured, and follows how far that is until it is over or the reader has gone elsewhere. */
export function useMeasurement() {
  const [evaluation, setEvaluation] = useState<ClassEvaluation>();
  const { busy, error, send } = useSending();
  const here = useRef(true);
  useEffect(() => () => void (here.current = false), []);
  const measure = (body: { collection: string; field: string; against?: number }) =>
    send(async () => {
      let now = dataOf(await unseen.http.POST('/v1/evaluations/classes', { body }));
      setEvaluation(now);
      const params = { path: { id: now.id } };
      while (here.current && (now.state === 'queued' || now.state === 'running')) {
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        now = dataOf(await unseen.http.GET('/v1/evaluations/classes/{id}', { params }));
        setEvaluation(now);
      }
    });
  return { evaluation, busy, error, measure };
}
