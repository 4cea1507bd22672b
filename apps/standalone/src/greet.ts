import type { Config } from '@unseen/config';

/** Where the command line looks when it is told nothing. */
const DEFAULT_URL = 'http://127.0.0.1:8080';

/** Prints where to go and a first query to try. */
export function greet(url: string, config: Config, warnings: readonly string[]): void {
  process.stdout.write(greeting(url, config, warnings));
}

/** What is printed when the platform is ready. @param url - where it answers */
export function greeting(
  url: string,
  { auth, dataDir }: Pick<Config, 'auth' | 'dataDir'>,
  warnings: readonly string[],
): string {
  const withKey = auth.apiKey !== undefined;
  const header = withKey ? ` -H "authorization: Bearer $UNSEEN_API_KEY"` : '';
  const at = url === DEFAULT_URL ? '' : ` --url ${url}`;
  const lines = [
    '',
    `Unseen is ready at ${url}`,
    '',
    `  Open              ${url}`,
    `  API and try-out   ${url}/docs`,
    `  Search            npx unseen search "red fruit"${at}`,
    `  or                curl -s ${url}/v1/search${header} -H 'content-type: application/json' -d '{"text":"red fruit","limit":3}'`,
    `  Load pictures     npx unseen ingest path/to/folder -c photos${at}`,
    `  Data              ${dataDir}`,
    '',
    '  Run npx in this folder: elsewhere it would ask the registry for a package of that name.',
    ...(withKey
      ? [
          `  Commands need the key: set UNSEEN_API_KEY for them, too, or run npx unseen login ${url} --key once.`,
        ]
      : ['  Open: anyone on this machine may use it. Set UNSEEN_API_KEY to ask for a key.']),
    ...warnings.flatMap((warning) => ['', `  ${warning}`]),
    '',
  ];
  return lines.join('\n');
}
