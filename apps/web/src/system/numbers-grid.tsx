import { t } from '../text/text.ts';
import type { Numbers } from './read-metrics.ts';
import type { Rates } from './use-rates.ts';

/** What has been done since the start, how fast, and what it takes. */
export function NumbersGrid({ numbers, rates }: { numbers: Numbers; rates: Rates | undefined }) {
  const { searches, typicalSeconds, slowSeconds, indexed, failed, memoryBytes, encoderWaiting } = numbers;
  const time = (seconds: number | undefined) =>
    seconds === undefined ? t.system.none : t.system.atMost(seconds);
  const rate = (perSecond: number | undefined) =>
    perSecond === undefined ? t.system.none : t.ingest.rate(perSecond);
  const facts: [string, string][] = [
    [t.system.searches, t.number(searches)],
    [t.system.searchRate, rate(rates?.searches)],
    [t.system.typical, time(typicalSeconds)],
    [t.system.slow, time(slowSeconds)],
    [t.system.items, t.number(indexed)],
    [t.system.itemRate, rate(rates?.indexed)],
    [t.system.failures, t.number(failed)],
    [t.system.encoderWaiting, t.number(encoderWaiting)],
    [t.system.memory, memoryBytes === undefined ? t.system.none : t.system.megabytes(memoryBytes)],
  ];
  return (
    <dl class="numbers-grid">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
