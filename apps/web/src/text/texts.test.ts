import { describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';

/** Every text of a language by its place; a function by what it needs. */
function texts(of: object, path = ''): [string, unknown][] {
  return Object.entries(of).flatMap(([name, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null
      ? texts(value as object, `${path}${name}.`)
      : [[`${path}${name}`, value]],
  );
}

/** Names, and words that both languages have in common. */
const ALIKE =
  /^(code\.languages\.|ingest\.types\.(coco)|quality\.method|keys\.namePlaceholder$|nav\.(api|system)$|shortcuts\.keys\.\d+\.0$|system\.(title|none|collection)$|classForm\.name$|collections\.name$|unknown\.name$|transfer\.import$|collections\.exportShort$|filters\.title$|sort\.id$)/;

describe('the languages', () => {
  const english = new Map(texts(en));
  const german = new Map(texts(de));

  it('have the same texts', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [place, text] of english) expect(typeof german.get(place), place).toBe(typeof text);
  });

  it('leave none untranslated', () => {
    const same = [...english].filter(
      ([place, text]) => typeof text === 'string' && german.get(place) === text && !ALIKE.test(place),
    );
    expect(same).toEqual([]);
  });
});
