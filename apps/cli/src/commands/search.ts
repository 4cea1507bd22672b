import { type Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { styleText } from 'node:util';
import type { Api, Body } from '../http/api.ts';
import { type Hit, printHits } from '../search/print-hits.ts';
import { sharedOf, wholeNumber } from './shared.ts';

interface SearchAnswer {
  readonly hits: readonly Hit[];
  readonly nextCursor: string | null;
  readonly took: Readonly<Record<string, number>>;
  readonly rescored: boolean;
  readonly rescoreSkipped?: string;
}

interface SearchOptions {
  readonly image?: string;
  readonly item?: string;
  readonly not?: string[];
  readonly collection?: string;
  readonly filter?: string;
  readonly limit?: number;
  readonly rescore?: string;
  readonly cursor?: string;
  /** Undefined: wherever the terminal says that it can. */
  readonly pictures?: boolean;
}

/** `unseen search`: by words, by a picture, by both, or by a stored item. */
export function addSearchCommand(program: Command): void {
  program
    .command('search [words...]')
    .description('find items by words, by a picture, by both, or by a stored item')
    .option('-i, --image <file>', 'a picture to search with')
    .option('--item <id>', 'find what is like this item')
    .option('--not <words...>', 'what the hits should not show')
    .option('-c, --collection <name>', 'collection to search')
    .option('-f, --filter <json>', 'metadata filter, for example \'{"price":{"lte":30}}\'')
    .option('-n, --limit <number>', 'hits to show', wholeNumber(1, 200), 10)
    .addOption(
      new Option('--rescore <method>', 'how candidates are re-scored').choices(['imfa', 'self', 'none']),
    )
    .option('--cursor <cursor>', 'next page of an earlier search')
    .option(
      '--pictures',
      'show the pictures of the hits; without asking in iTerm2, kitty, Ghostty and WezTerm',
    )
    .option('--no-pictures', 'show no pictures')
    .action(async (words: string[], options: SearchOptions, command: Command) => {
      const { api, json } = sharedOf(command);
      const answer = await api.send<SearchAnswer>('POST', '/v1/search', await bodyOf(words, options));
      if (json) console.log(JSON.stringify(answer));
      else await print(api, answer, options);
    });
}

async function bodyOf(words: string[], options: SearchOptions): Promise<Body> {
  const fields = {
    text: words.length > 0 ? words.join(' ') : undefined,
    itemId: options.item,
    not: options.not,
    collection: options.collection,
    filter: options.filter === undefined ? undefined : parseFilterOption(options.filter),
    limit: options.limit,
    rescore: options.rescore,
    cursor: options.cursor,
  };
  if (options.image === undefined) return { json: fields };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  form.set('image', new File([await readFile(options.image)], basename(options.image)));
  return { form };
}

function parseFilterOption(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`--filter is not valid JSON: ${(cause as Error).message}`, { cause });
  }
}

async function print(api: Api, answer: SearchAnswer, options: SearchOptions): Promise<void> {
  if (answer.hits.length === 0) {
    console.log('Nothing found. Try other words, or --filter and --not that leave more.');
    return;
  }
  await printHits(api, answer.hits, options);
  const how = answer.rescored
    ? 're-scored'
    : `not re-scored${answer.rescoreSkipped ? ` (${answer.rescoreSkipped.replaceAll('_', ' ')})` : ''}`;
  console.log(styleText('dim', `${Math.round(answer.took['total'] ?? 0)} ms, ${how}`));
}
