import { useEffect, useRef, useState } from 'preact/hooks';
import type { Numbers } from './read-metrics.ts';

/** What is done per second. */
export interface Rates {
  readonly searches: number;
  readonly indexed: number;
}

/** How fast the counters grow between two looks; undefined before the second one, and when a process began anew. */
export function useRates(numbers: Numbers | undefined): Rates | undefined {
  const before = useRef<{ at: number; numbers: Numbers }>(undefined);
  const [rates, setRates] = useState<Rates>();
  useEffect(() => {
    if (numbers === undefined) return;
    const at = performance.now();
    const last = before.current;
    before.current = { at, numbers };
    if (last === undefined) return;
    const perSecond = (name: keyof Rates) =>
      (numbers[name] - last.numbers[name]) / Math.max((at - last.at) / 1000, 1e-3);
    const next = { searches: perSecond('searches'), indexed: perSecond('indexed') };
    setRates(next.searches < 0 || next.indexed < 0 ? undefined : next);
  }, [numbers]);
  return rates;
}
