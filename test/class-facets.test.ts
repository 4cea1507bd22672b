import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

/** Classes by what they are kinds of. */
const KINDS: Record<string, string[]> = {
  'living thing': ['animal', 'plant'],
  animal: ['dog', 'cat', 'horse'],
  plant: ['flower', 'tree'],
  vehicle: ['car', 'bicycle', 'boat'],
  food: ['apple', 'cake', 'pizza'],
};
const LEAVES = Object.values(KINDS)
  .flat()
  .filter((name) => !(name in KINDS));
const PLACES = ['on the beach', 'in the snow', 'in a street', 'at night', 'in a garden', 'beside a house'];
const LOOKS = ['red', 'small', 'old', 'white'];
const FILTERS = 200;

interface Facet {
  readonly id: string;
  readonly name: string;
  readonly parent?: string;
  readonly count: number;
  readonly exact: boolean;
}
interface Answer {
  readonly hits: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
  readonly total: { readonly value: number };
  readonly classes?: readonly Facet[];
}

/** Choices that are the same in every run. */
let state = 17;
const below = (most: number) => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((state / 2 ** 32) * most);
};
const oneOf = <T>(values: readonly T[]): T => values[below(values.length)]!;

describe('class facets', () => {
  let platform: Platform;
  const ids = new Map<string, string>();
  const search = (body: object): Promise<Answer> => platform.json(200, 'POST', '/v1/search', body);

  /** All hits, page by page. */
  const allHits = async (body: object): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor: string | null = null; ;) {
      const page: Answer = await search({ ...body, limit: 200, ...(cursor && { cursor }) });
      found.push(...page.hits.map(({ id }) => id));
      if (page.nextCursor === null) return found;
      cursor = page.nextCursor;
    }
  };

  beforeAll(async () => {
    platform = await startPlatform();
    const captions = LEAVES.flatMap((leaf) =>
      PLACES.flatMap((place) => LOOKS.map((look) => `a ${look} ${leaf} ${place}`)),
    );
    const operations = captions.map((caption, i) => ({
      op: 'create',
      id: `c${i}`,
      caption,
      metadata: { shelf: i % 3 },
    }));
    const { results } = await platform.json(200, 'POST', '/v1/items/batch', { operations });
    expect(results).toHaveLength(captions.length);
    for (const name of Object.keys(EMOJI) as (keyof typeof EMOJI)[]) {
      await platform.json(201, 'POST', '/v1/items', itemForm({ id: name }, await picture(name)));
    }
    const add = async (name: string, parent?: string): Promise<void> => {
      const body = { name, seen: LEAVES.includes(name), ...(parent && { parent }) };
      ids.set(name, (await platform.json(201, 'POST', '/v1/classes', body)).id);
      for (const kind of KINDS[name] ?? []) await add(kind, name);
    };
    for (const name of ['living thing', 'vehicle', 'food']) await add(name);
  });
  afterAll(() => platform?.dispose());

  it('say of 200 searches how many hits each has in a class, whatever the page and the window', async () => {
    let [tried, beyond, nested] = [0, 0, 0];
    while (tried < FILTERS) {
      const request = {
        text: `${oneOf(LOOKS)} ${oneOf([...LEAVES, ...Object.keys(KINDS)])} ${oneOf(PLACES)}`,
        cutoff: oneOf(['auto', 'off']),
        ...(below(3) === 0 && { not: oneOf(LEAVES) }),
        ...(below(3) === 0 && { filter: { shelf: below(3) } }),
        ...(below(3) === 0 && { candidates: oneOf([10, 20, 1_000]) }),
        ...(below(3) === 0 && { rescore: 'none' }),
      };
      const { classes = [] } = await search({ ...request, facets: true, limit: oneOf([1, 20, 200]) });
      for (const facet of classes.filter(() => below(2) === 0).slice(0, FILTERS - tried)) {
        const hits = await allHits({ ...request, classes: [facet.id] });
        expect(new Set(hits).size, JSON.stringify({ request, facet })).toBe(facet.count);
        expect(hits.length).toBe(facet.count);
        expect(facet.exact).toBe(true);
        tried += 1;
        if (facet.count > ((request as { candidates?: number }).candidates ?? 100)) beyond += 1;
        if (facet.name in KINDS) nested += 1;
      }
    }
    // Some went beyond one window, and some were classes with kinds.
    expect(beyond).toBeGreaterThan(5);
    expect(nested).toBeGreaterThan(20);
  });

  it('count kinds with what they are kinds of, and name it', async () => {
    const { classes = [] } = await search({ text: 'a small dog', facets: true, cutoff: 'off' });
    const by = (name: string) => classes.find((facet) => facet.name === name)!;
    expect(by('dog').parent).toBe(ids.get('animal'));
    expect(by('living thing')).not.toHaveProperty('parent');
    expect(by('animal').count).toBeGreaterThanOrEqual(by('dog').count + by('cat').count);
    expect(by('living thing').count).toBeGreaterThanOrEqual(by('animal').count + by('tree').count);
  });

  it('agree while browsing, too', async () => {
    const { classes = [] } = await search({ facets: true, limit: 1 });
    for (const name of ['dog', 'animal', 'food']) {
      const { count } = classes.find((facet) => facet.name === name)!;
      expect(count).toBeGreaterThan(0);
      expect((await search({ classes: [ids.get(name)!], limit: 1 })).total.value).toBe(count);
    }
  });
});
