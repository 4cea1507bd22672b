import type { Search, SearchResult, Unseen } from '@unseen/client';
import { type Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { pictureBlob } from '../platform/file-blob.ts';
import { printHits } from '../search/print-hits.ts';
import { parseListOption, parseObjectOption, share, sharedOf, wholeNumber } from './shared.ts';

interface SearchOptions {
  readonly image?: string;
  readonly item?: string;
  readonly not?: string[];
  readonly notItem?: string[];
  readonly notImage?: string[];
  readonly written?: string;
  readonly collection?: string[];
  readonly queries?: string;
  readonly weights?: string;
  readonly filter?: string;
  readonly limit?: number;
  readonly class?: string[];
  readonly scope?: Search['scope'];
  readonly target?: Search['target'];
  readonly candidates?: number;
  readonly rescore?: Search['rescore'];
  readonly fusion?: Search['fusion'];
  readonly cutoff?: Search['cutoff'];
  readonly minMatch?: number;
  readonly explain?: boolean;
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
    .option('-w, --written <words>', 'words that must be written in the picture')
    .option('--not-item <ids...>', 'items the hits should not be like')
    .option('--not-image <files...>', 'pictures the hits should not be like')
    .option('-c, --collection <names...>', 'collection to search, or several')
    .option(
      '--queries <json>',
      'several queries in one: \'[{"text":"a shoe"},{"text":"red","weight":-0.5}]\'',
    )
    .option('--weights <json>', 'what counts how much: \'{"image":1,"caption":1,"keywords":2}\'')
    .option('-f, --filter <json>', 'metadata filter, for example \'{"price":{"lte":30}}\'')
    .option('-n, --limit <number>', 'hits to show', wholeNumber(1, 200), 10)
    .option('--class <names...>', 'only hits of these classes, by name or id')
    .addOption(
      choice('--scope <which>', 'only hits of seen, or of unseen, classes', ['all', 'seen', 'unseen']),
    )
    .addOption(choice('--target <side>', 'what to search in', ['any', 'image', 'caption']))
    .option('--candidates <number>', 'items to recall and re-score; 100 when absent', wholeNumber(1, 1_000))
    .addOption(choice('--rescore <method>', 'how candidates are re-scored', ['imfa', 'self', 'none']))
    .addOption(choice('--fusion <method>', 'how lists become one order', ['weighted', 'rrf']))
    .addOption(
      choice('--cutoff <rule>', 'off: show what is nearest although it does not match', ['auto', 'off']),
    )
    .option('--min-match <share>', 'least match of a hit, 0 to 1, in place of the model’s own line', share)
    .option('--explain', 'say why each hit is where it is')
    .option('--cursor <cursor>', 'next page of an earlier search')
    .option(
      '--pictures',
      'show the pictures of the hits; without asking in iTerm2, kitty, Ghostty and WezTerm',
    )
    .option('--no-pictures', 'show no pictures')
    .action(async (words: string[], options: SearchOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const answer = await unseen.search(await searchOf(words, options));
      if (json) console.log(JSON.stringify(answer));
      else await show(unseen, answer, options);
    });
}

function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values);
}

async function searchOf(words: string[], options: SearchOptions): Promise<Search> {
  const {
    written,
    collection = [],
    limit,
    scope,
    target,
    candidates,
    rescore,
    fusion,
    cutoff,
    minMatch,
    explain,
    cursor,
  } = options;
  return {
    text: words.length > 0 ? words.join(' ') : undefined,
    image: await pictureBlob(options.image),
    itemId: options.item,
    classes: options.class,
    filter: parseObjectOption('filter', options.filter),
    weights: parseObjectOption('weights', options.weights),
    queries: parseListOption('queries', options.queries) as Search['queries'],
    ...(collection.length > 1 ? { collections: collection } : { collection: collection[0] }),
    ...{
      not: await unwantedOf(options),
      written,
      limit,
      scope,
      target,
      candidates,
      rescore,
      fusion,
      cutoff,
      minMatch,
      explain,
      cursor,
    },
  };
}

/** What is not wanted: words, items and pictures; undefined where nothing is said. */
async function unwantedOf({ not = [], notItem = [], notImage = [] }: SearchOptions): Promise<Search['not']> {
  const pictures = notImage.map(async (file) => ({ image: (await readFile(file)).toString('base64') }));
  const all = [...not, ...notItem.map((itemId) => ({ itemId })), ...(await Promise.all(pictures))];
  return all.length > 0 ? all : undefined;
}

async function show(unseen: Unseen, answer: SearchResult, options: SearchOptions): Promise<void> {
  for (const { detail } of answer.warnings ?? []) console.error(styleText('yellow', detail));
  if (answer.hits.length === 0) {
    console.log(
      answer.cut > 0
        ? `Nothing here matches. ${answer.cut} that come nearest are shown with --cutoff off.`
        : 'Nothing found. Try other words, or --filter and --not that leave more.',
    );
    return;
  }
  await printHits(unseen, answer.hits, { pictures: options.pictures, collection: options.collection?.[0] });
  const how = answer.rescored
    ? 're-scored'
    : `not re-scored${answer.rescoreSkipped ? ` (${answer.rescoreSkipped.replaceAll('_', ' ')})` : ''}`;
  console.log(styleText('dim', `${Math.round(answer.took.total)} ms, ${how}`));
}
