import type { Config } from '@unseen/config';

/** Prints where to go and a first query to try. */
export function greet(url: string, config: Config, warnings: readonly string[]): void {
  const key = config.auth.apiKey === undefined ? '' : ` -H "authorization: Bearer $UNSEEN_API_KEY"`;
  const lines = [
    '',
    `Unseen is ready at ${url}`,
    '',
    `  Open              ${url}`,
    `  API and try-out   ${url}/docs`,
    `  Search            npx unseen search "red fruit"`,
    `  or                curl -s ${url}/v1/search${key} -H 'content-type: application/json' -d '{"text":"red fruit","limit":3}'`,
    `  Load pictures     npx unseen ingest path/to/folder -c photos`,
    `  Data              ${config.dataDir}`,
    ...(config.auth.apiKey === undefined
      ? ['', '  Open: anyone on this machine may use it. Set UNSEEN_API_KEY to ask for a key.']
      : []),
    ...warnings.flatMap((warning) => ['', `  ${warning}`]),
    '',
  ];
  process.stdout.write(lines.join('\n'));
}
