import { METRICS } from '@unseen/server/metrics';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupedBy, selectedBy } from './support/promql.ts';
import { Standalone } from './support/standalone.ts';

interface Dashboard {
  panels: { title: string; targets?: { expr: string }[] }[];
}
interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
}

const read = (name: string) => readFile(new URL(`../deploy/monitoring/${name}`, import.meta.url), 'utf8');
const dashboard = JSON.parse(await read('dashboard.json')) as Dashboard;
const alerts = (parse(await read('alerts.yaml')) as Rules).groups.flatMap(({ rules }) => rules);
const expressions = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
].map(([name, expr]) => [name, expr.replaceAll('$__rate_interval', '5m')] as const);

/** What Prometheus adds itself: the target of a scrape, and whether it answered. */
const TARGET_LABELS = ['job', 'instance'];
const SERIES_OF_PROMETHEUS = ['up'];

describe('dashboard and alerts', () => {
  let platform: Standalone;
  let exported: Set<string>;
  beforeAll(async () => {
    platform = await Standalone.start();
    const text = await (await platform.send('GET', '/metrics')).text();
    exported = new Set(
      [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, kind]) =>
        kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name!],
      ),
    );
  });
  afterAll(() => platform?.dispose());

  it.each(expressions)('%s asks only for metrics and labels there are', (_name, expression) => {
    const selected = selectedBy(expression);
    expect(selected).not.toEqual([]);
    const known = new Set([...TARGET_LABELS, 'le']);
    for (const { metric, labels } of selected) {
      expect(SERIES_OF_PROMETHEUS.includes(metric) || exported.has(metric), metric).toBe(true);
      const own = METRICS[metric.replace(/_(bucket|sum|count)$/, '') as keyof typeof METRICS]?.labels ?? {};
      expect(labels.filter((label) => !TARGET_LABELS.includes(label) && !(label in own))).toEqual([]);
      for (const label of Object.keys(own)) known.add(label);
    }
    expect(groupedBy(expression).filter((label) => !known.has(label))).toEqual([]);
  });

  it('leave no metric of Unseen unseen', () => {
    const used = new Set(
      expressions.flatMap(([, expression]) => selectedBy(expression).map(({ metric }) => metric)),
    );
    const shown = (name: string) =>
      [name, `${name}_bucket`, `${name}_sum`].some((series) => used.has(series));
    expect(Object.keys(METRICS).filter((name) => !shown(name))).toEqual([]);
  });

  it('name every alert once, and say in it what is wrong', () => {
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
    for (const { annotations } of alerts) expect(annotations.summary).toMatch(/\w/);
  });

  it('are checked by a parser that notices a slip', () => {
    expect(() => selectedBy('rate(unseen_items_total[5m]')).toThrow('not PromQL');
    expect(selectedBy('sum by (a) (rate(x{b="c"}[5m])) / y')).toEqual([
      { metric: 'x', labels: ['b'] },
      { metric: 'y', labels: [] },
    ]);
  });
});
