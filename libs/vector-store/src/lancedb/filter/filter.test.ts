import { filterableFields } from '@unseen/domain';
import { describe, expect, it } from 'vitest';
import { compileFilter } from './compile-filter.ts';
import { rangesOf } from './ranges.ts';
import { tagOf, tagsOf } from './tags.ts';

describe('what filters read', () => {
  const metadata = {
    a: 'x',
    b: { c: [3, 1, 2, null, 'z'] },
    'b.c': 9,
    d: [],
    e: null,
    f: [{ g: 1 }],
    h: 'é\ud800',
  };
  const { values } = filterableFields({ itemId: 'i', payload: { metadata, hasImage: true } });
  const own = new Map([...values].filter(([field]) => !/[$\u001f]/.test(field)));

  it('are the scalars at each path', () => {
    expect([...own]).toEqual([
      ['a', ['x']],
      ['b', []],
      ['b.c', [3, 1, 2, 'z', 9]],
      ['f', []],
      ['f.g', [1]],
      ['h', ['é\ufffd']],
    ]);
  });

  it('are tags that tell types apart, once each', () => {
    expect(
      tagsOf({ values: new Map([['s', ['5', 5, 5, true]]]), marks: new Map([['m', new Set(['x'])]]) }),
    ).toEqual(['["s"]', '["s","5"]', '["s",5]', '["s",true]', '["m","x"]']);
    expect(tagOf('s', -0)).toBe(tagOf('s', 0));
  });

  it('are short tags for long values', () => {
    const long = tagOf('text', 'x'.repeat(10_000));
    expect(long).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(long).not.toBe(tagOf('text', 'x'.repeat(10_001)));
  });

  it('are the extremes of numbers and of texts, the smallest only where it differs', () => {
    expect(rangesOf(own)).toEqual({
      'string>a': 'x',
      'number>b.c': 9,
      'number<b.c': 1,
      'string>b.c': 'z',
      'number>f.g': 1,
      'string>h': 'é\ufffd',
    });
  });
});

describe('compileFilter', () => {
  it('keeps names and values inside literals', () => {
    const sql = compileFilter({ op: 'gt', field: "x') = 1 OR ('a", value: "'; --" });
    expect(sql).toBe("coalesce(json_get_string(ranges, 'string>x'') = 1 OR (''a') > '''; --', false)");
  });
});
