import { type Http, UnseenError } from '@unseen/client';
import { messageOf } from '@unseen/domain';
import type { StorageCompared, StorageDifference } from '@unseen/ingest';
import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { Finding } from './finding.ts';

type Kind = StorageDifference['kind'];

/** Differences of a kind that are named; the rest is counted. */
const NAMED = 5;

/** What a kind of difference is called, and what to do about it. */
const KINDS: Readonly<Record<Kind, { readonly words: string; readonly help: string }>> = {
  picture_lost: {
    words: 'that items show are lost',
    help: 'Load those items again from where they came: their pictures are stored anew. Or bring back the files of the bucket (docs/guides/servers.md).',
  },
  picture_unused: {
    words: 'that nothing shows',
    help: 'Remove what nothing needs: npx unseen doctor --storage --clean',
  },
  vectors_lost: { words: 'whose vectors are lost', help: 'Embed them again: npx unseen rebuild' },
  vectors_unused: {
    words: 'that are not there have vectors',
    help: 'Remove what nothing needs: npx unseen doctor --storage --clean',
  },
};

/**
 * Has the platform compare ledger, vectors and pictures.
 *
 * @param clean - removes what nothing needs; that it was there is no fault then
 */
export async function compareStores(http: Http, clean: boolean): Promise<Finding[]> {
  const found = new Map<Kind, { count: number; readonly some: string[] }>();
  let compared: StorageCompared | undefined;
  try {
    for await (const line of await differences(http, clean)) {
      if (line.kind === 'compared') compared = line;
      else {
        const of = found.get(line.kind) ?? { count: 0, some: [] };
        found.set(line.kind, of);
        of.count += 1;
        if (of.some.length < NAMED) of.some.push(nameOf(line));
      }
    }
    if (compared === undefined) throw new Error('The comparison broke off.');
  } catch (error) {
    const help =
      error instanceof UnseenError && error.code === 'forbidden'
        ? 'It takes the first key: the one in UNSEEN_API_KEY of the platform.'
        : 'See the log of the platform, and try again.';
    return [{ name: 'stores', of: 'platform', ok: false, detail: messageOf(error), help }];
  }
  const { pictures, items } = compared;
  const told = (name: string, all: string, kinds: readonly Kind[]): Finding[] => {
    const faults = kinds.flatMap((kind) => {
      const { count, some } = found.get(kind) ?? { count: 0, some: [] };
      const gone = clean && kind.endsWith('_unused') ? ', removed' : '';
      const rest = count > some.length ? ', ...' : '';
      return count === 0
        ? []
        : [{ kind, gone, detail: `${count} ${KINDS[kind].words}${gone} (${some.join(', ')}${rest})` }];
    });
    if (faults.length === 0) return [{ name, of: 'platform', ok: true, detail: `${all}, no difference` }];
    return faults.map(({ kind, gone, detail }) => ({
      name,
      of: 'platform',
      ok: gone !== '',
      detail: `${all}; ${detail}`,
      help: KINDS[kind].help,
    }));
  };
  return [
    ...told('stored pictures', `${pictures} pictures`, ['picture_lost', 'picture_unused']),
    ...told('stored vectors', `${items} items`, ['vectors_lost', 'vectors_unused']),
  ];
}

function nameOf(line: StorageDifference): string {
  if (line.kind === 'picture_unused') return line.sha256;
  if (line.kind !== 'picture_lost') return placeOf(line);
  const [first] = line.items;
  return first === undefined ? line.sha256 : `${line.sha256.slice(0, 12)} of ${placeOf(first)}`;
}

function placeOf({ tenant, collection, id }: { tenant: string; collection: string; id: string }): string {
  return `${tenant}/${collection}/${id}`;
}

async function differences(
  http: Http,
  clean: boolean,
): Promise<AsyncIterable<StorageDifference | StorageCompared>> {
  const { response } = clean
    ? await http.DELETE('/v1/storage/leftovers', { parseAs: 'stream' })
    : await http.GET('/v1/storage/differences', { parseAs: 'stream' });
  return linesOf(Readable.fromWeb(response.body!));
}

async function* linesOf(body: Readable): AsyncGenerator<StorageDifference | StorageCompared, void> {
  // Empty ones only keep the connection open.
  for await (const line of createInterface({ input: body, crlfDelay: Infinity }))
    if (line !== '') yield JSON.parse(line) as StorageDifference | StorageCompared;
}
