import { type CatalogueClass, type components, dataOf, type Http, UnseenError } from '@unseen/client';
import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { share } from '../shared.ts';

/** What can be said of a class on the command line. */
export interface ClassOptions {
  readonly description?: string;
  readonly synonym?: string[];
  readonly exemplar?: string[];
  readonly counterExemplar?: string[];
  readonly line?: number;
  readonly picture?: string[];
  readonly collection?: string;
  readonly parent?: string;
  readonly seen?: boolean;
  readonly unseen?: boolean;
}

/** Adds the options that say what a class is. */
export function withClassOptions(command: Command): Command {
  return command
    .option('-d, --description <text>', 'what a member looks like')
    .option('-s, --synonym <words...>', 'other names')
    .option('-e, --exemplar <ids...>', 'items that show the class')
    .option('--counter-exemplar <ids...>', 'items that one might take for members, and that are none')
    .option('-p, --picture <files...>', 'picture files that show the class')
    .option('-c, --collection <name>', 'collection of the exemplars and counter-exemplars')
    .option('--line <match>', 'the match from which on an item belongs to it', share)
    .option('--parent <class>', 'class this one is a kind of, by name or id')
    .option('--seen', 'the class is amply provided with examples')
    .option('--unseen', 'the class is new to the model (the default)');
}

/** The body of a request out of the options. */
export async function bodyOf(options: ClassOptions): Promise<Partial<components['schemas']['CreateClass']>> {
  const { description, synonym, exemplar, counterExemplar, line } = options;
  const { picture, collection, parent, seen, unseen } = options;
  const pictures =
    picture && (await Promise.all(picture.map(async (file) => (await readFile(file)).toString('base64'))));
  const fields = {
    description,
    synonyms: synonym,
    exemplars: exemplar,
    counterExemplars: counterExemplar,
    line,
    pictures,
    collection,
    parent,
  };
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    ...(seen === true && { seen: true }),
    ...(unseen === true && { seen: false }),
  };
}

/** Classes a page holds: as many as the platform gives. */
const PAGE = 1_000;

/** All classes, or those whose name or synonyms hold some words, page by page. */
export async function allClasses(http: Http, words = ''): Promise<components['schemas']['ClassList']> {
  const classes: CatalogueClass[] = [];
  for (;;) {
    const query = {
      limit: PAGE,
      offset: classes.length,
      ...(words === '' ? {} : { q: words }),
    };
    const page = dataOf(await http.GET('/v1/classes', { params: { query } }));
    classes.push(...page.classes);
    if (page.classes.length < PAGE) return { ...page, classes };
  }
}

/** The class of a name or id. @throws UnseenError when there is none */
export async function findClass(http: Http, which: string): Promise<CatalogueClass> {
  const { classes } = await allClasses(http);
  const found =
    classes.find(({ id }) => id === which) ??
    classes.find(({ name }) => name.toLowerCase() === which.toLowerCase());
  if (found !== undefined) return found;
  throw new UnseenError({ code: 'class_not_found', status: 404, detail: `There is no class "${which}".` });
}
