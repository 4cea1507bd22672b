import type { SearchResult, Unseen } from '@unseen/client';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { EXIT } from '../output/exit-code.ts';
import { printCounts } from '../search/print-counts.ts';
import { printHits } from '../search/print-hits.ts';
import { searchOf, type SearchOptions } from '../search/search-of.ts';
import { share, sharedOf, versionOrPublished, wholeNumber } from './shared.ts';

interface ShownOptions extends SearchOptions {
  /** Every page. */
  readonly all?: boolean;
  /** Undefined: wherever the terminal says that it can. */
  readonly pictures?: boolean;
}

/** `unseen search`: by words, by a picture, by both, or by a stored item; and `unseen searches`, many at once. */
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
    .option('--sort <keys...>', 'fields to sort by, for example price or price:desc; relevance when absent')
    .option(
      '--facets <fields...>',
      'count the values of these fields among the hits; price=50,100 counts spans of a number or date',
    )
    .option('--count-classes', 'count the classes of the hits instead')
    .option(
      '--group-by <field>',
      'show the best hits of each value of a field, as for the variants of a product',
    )
    .option('--group-size <number>', 'hits per group; 1 when absent', wholeNumber(1, 20))
    .option('--fields <names...>', 'metadata fields to answer with')
    .option('--boost <fields...>', 'move hits by fields of numbers or dates, for example popularity=0.5')
    .option('--diversity <share>', 'bring hits forward that are unlike those before, 0 to 1', share)
    .addOption(
      choice('--near-duplicates <rule>', 'fold: one and the same picture is shown once', ['show', 'fold']),
    )
    .option('--explain', 'say why each hit is where it is')
    .option('--cursor <cursor>', 'next page of an earlier search')
    .option(
      '--as-of <version>',
      'classes of an earlier version of the catalogue, or published',
      versionOrPublished,
    )
    .option('--all', 'go on to the last page; with --json, a page a line')
    .option(
      '--pictures',
      'show the pictures of the hits; without asking in iTerm2, kitty, Ghostty and WezTerm',
    )
    .option('--no-pictures', 'show no pictures')
    .action(async (words: string[], options: ShownOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const search = await searchOf(words, options);
      const pages = options.all === true ? unseen.searchPages(search) : [await unseen.search(search)];
      for await (const answer of pages) {
        if (json) console.log(JSON.stringify(answer));
        else await show(unseen, answer, options);
      }
    });
  program
    .command('searches <file>')
    .description('do the searches of a JSON file, a list of at most 50 as the API takes them, in one request')
    .action(async (file: string, _options: object, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const results = await unseen.searchMany(await searchesOf(file));
      if (json) console.log(JSON.stringify({ results }));
      for (const [at, result] of results.entries()) {
        if ('code' in result) process.exitCode = EXIT.partly;
        if (json) continue;
        console.log(styleText('bold', `${at + 1}.`));
        if ('code' in result)
          console.log(styleText('red', `${result.code} ${result.detail ?? ''}`.trimEnd()));
        else await show(unseen, result, { pictures: false });
      }
    });
}

async function searchesOf(file: string): Promise<Parameters<Unseen['searchMany']>[0]> {
  const text = await readFile(file, 'utf8');
  try {
    const searches: unknown = JSON.parse(text);
    if (Array.isArray(searches)) return searches as Parameters<Unseen['searchMany']>[0];
  } catch {
    // Told below.
  }
  throw new InvalidArgumentError(`${file} is no JSON list of searches.`);
}

function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values);
}

async function show(unseen: Unseen, answer: SearchResult, options: ShownOptions): Promise<void> {
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
  printCounts(answer);
  const how = answer.rescored
    ? 're-scored'
    : `not re-scored${answer.rescoreSkipped ? ` (${answer.rescoreSkipped.replaceAll('_', ' ')})` : ''}`;
  const { total } = answer;
  const all = total ? `, ${total.exact ? '' : 'at least '}${total.value} in all` : '';
  console.log(styleText('dim', `${Math.round(answer.took.total)} ms, ${how}${all}`));
}
