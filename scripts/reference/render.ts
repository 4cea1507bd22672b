import { VARIABLES } from '@unseen/config';
import { ERROR_CATALOGUE } from '@unseen/domain';
import { type MetricDefinition, METRICS } from '@unseen/server/metrics';
import { renderCli } from './render-cli.ts';

const NOTE = '<!-- Written by `npm run reference`; a test holds it to the code. -->';

/** Defaults that depend on the machine the page is read on. */
const MACHINE_DEFAULTS: Readonly<Record<string, string>> = {
  UNSEEN_WORKERS: 'the number of cores, at most 4',
  UNSEEN_THREADS: 'the number of cores / `UNSEEN_WORKERS`',
};

/** The generated reference pages, by path below `docs/reference`. */
export async function renderReference(): Promise<Record<string, string>> {
  return {
    'errors.md': errors(),
    'configuration.md': configuration(),
    'metrics.md': metrics(),
    'cli.md': await renderCli(NOTE),
  };
}

function errors(): string {
  const rows = Object.entries(ERROR_CATALOGUE).map(
    ([code, { status, title, help }]) => `| \`${code}\` | ${status} | ${title} | ${help} |`,
  );
  return [
    '# Error codes',
    NOTE,
    'Every failed request is answered with `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, `code`, `requestId`, and `errors` where single fields are wrong. `code` is stable: program against it. The failures of bulk jobs carry the same codes.',
    ['| Code | Status | What happened | What to do |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    '',
  ].join('\n\n');
}

function configuration(): string {
  const rows = Object.entries(VARIABLES).map(
    ([name, { help, fallback }]) =>
      `| \`${name}\` | ${MACHINE_DEFAULTS[name] ?? `\`${fallback}\``} | ${help} |`,
  );
  return [
    '# Configuration',
    NOTE,
    'Unseen is configured by environment variables, read once at start. A wrong or unknown value stops the start with a sentence that says what to set.',
    ['| Variable | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n'),
    '',
  ].join('\n\n');
}

function metrics(): string {
  const rows = Object.entries<MetricDefinition>(METRICS).map(([name, { kind, help, labels }]) => {
    const described = Object.entries(labels).map(([label, holds]) => `\`${label}\`: ${holds}`);
    return `| \`${name}\` | ${kind} | ${help} | ${described.join('<br>')} |`;
  });
  return [
    '# Metrics',
    NOTE,
    'Every process answers `GET /metrics` in the Prometheus text format, without a key: keep it inside your network. Names of the process and of Node.js (`process_*`, `nodejs_*`) are those of prom-client. A histogram `x` has `x_bucket`, `x_sum` and `x_count`.',
    ['| Metric | Kind | Meaning | Labels |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    '',
  ].join('\n\n');
}
