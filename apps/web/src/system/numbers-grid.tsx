import { en } from '../text/en.ts';
import type { Numbers } from './read-metrics.ts';
import type { Rates } from './use-rates.ts';

/** What has been done since the start, how fast, and what it takes. */
export function NumbersGrid({ numbers, rates }: { numbers: Numbers; rates: Rates | undefined }) {
  const { searches, typicalSeconds, slowSeconds, indexed, failed, memoryBytes, encoderWaiting } = numbers;
  const time = (seconds: number | undefined) =>
    seconds === undefined ? en.system.none : en.system.atMost(seconds);
  const rate = (perSecond: number | undefined) =>
    perSecond === undefined ? en.system.none : en.ingest.rate(perSecond);
  const facts: [string, string][] = [
    [en.system.searches, en.number(searches)],
    [en.system.searchRate, rate(rates?.searches)],
    [en.system.typical, time(typicalSeconds)],
    [en.system.slow, time(slowSeconds)],
    [en.system.items, en.number(indexed)],
    [en.system.itemRate, rate(rates?.indexed)],
    [en.system.failures, en.number(failed)],
    [en.system.encoderWaiting, en.number(encoderWaiting)],
    [en.system.memory, memoryBytes === undefined ? en.system.none : en.system.megabytes(memoryBytes)],
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
