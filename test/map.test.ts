import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const MAP = readFileSync('docs/contributing/map.md', 'utf8');

/** The changes of the map: what each is, how many files it may touch, and which it names. */
const changes = MAP.split(/^## /m)
  .slice(1)
  .map((section) => {
    const heading = section.split('\n', 1)[0]!;
    const most = Number(/\((\d+) (?:files?|list)\)$/.exec(heading)?.[1]);
    return { heading, most, files: [...section.matchAll(/^- `([^`]+)`/gm)].map(([, path]) => path!) };
  });

describe('the map of changes', () => {
  it('has the twelve changes people make', () => {
    expect(changes).toHaveLength(12);
  });

  it.each(changes)('$heading: its files are there, and no more than it says', ({ most, files }) => {
    expect(files.filter((path) => !existsSync(path))).toEqual([]);
    expect(files.length).toBeGreaterThan(0);
    expect(files.length).toBeLessThanOrEqual(most);
  });
});

describe('what the contributing pages and decisions name', () => {
  const pages = [
    'CONTRIBUTING.md',
    ...['contributing', 'adr'].flatMap((folder) =>
      readdirSync(join('docs', folder)).map((name) => join('docs', folder, name)),
    ),
  ];

  it.each(pages)('%s links to pages that are there', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(
      ([, link]) => link!,
    );
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
  });

  it('numbers decisions without holes, and each says its number', () => {
    const names = readdirSync('docs/adr').sort();
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
    for (const [index, name] of names.entries())
      expect(readFileSync(join('docs/adr', name), 'utf8')).toMatch(new RegExp(`^# ${index + 1}\\. `));
  });
});
