import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';

const NOTE =
  '# Written by `npm run reference` from deploy/monitoring/alerts.yaml; `npm run check` holds it to it.\n';

/** The alert rules as the Prometheus operator takes them. */
export async function renderAlerts(): Promise<string> {
  const rules = await readFile(new URL('../../deploy/monitoring/alerts.yaml', import.meta.url), 'utf8');
  const resource = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'unseen' },
    spec: parse(rules) as object,
  };
  return NOTE + stringify(resource);
}
