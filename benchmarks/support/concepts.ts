import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClassText } from './subgroups.ts';

/** A picture and the class it shows. */
export interface LabeledPicture {
  readonly path: string;
  readonly label: string;
}

/** Everyday concepts of captioned photographs: the class, and the words by which captions name it. */
const CONCEPTS: Readonly<Record<string, readonly [ClassText, RegExp]>> = {
  dog: concept('dog', ['puppy'], 'a furry pet that runs and plays', /\b(dogs?|puppy|puppies)\b/),
  bicycle: concept(
    'bicycle',
    ['bike'],
    'a rider on two wheels',
    /\b(bicycl\w+|bik(e|es|er|ers|ing)|cyclists?)\b/,
  ),
  snow: concept(
    'snow sports',
    ['skiing', 'sledding'],
    'people in winter clothes on a snowy hill',
    /\b(snow\w*|ski\w*|sled\w*)\b/,
  ),
  surfing: concept('surfing', ['surfer'], 'a person on a board in the waves', /\b(surf\w*|waves?)\b/),
  horse: concept('horse', ['pony'], 'a large animal that people ride', /\b(horses?|rodeo|pony|ponies)\b/),
  soccer: concept('soccer', ['football'], 'players who kick a ball on a field', /\b(soccer|football)\b/),
  climbing: concept('rock climbing', ['climber'], 'a person who climbs a cliff', /\bclimb\w*\b/),
  swimming: concept('swimming', ['swimming pool'], 'people in the water of a pool', /\b(swim\w*|pools?)\b/),
  skateboard: concept(
    'skateboarding',
    ['skateboarder'],
    'a trick on a small board with wheels',
    /\bskate\w*\b/,
  ),
  basketball: concept('basketball', [], 'players with a ball under a hoop', /\bbasketball\b/),
  playground: concept(
    'playground',
    ['swing', 'slide'],
    'a child on a swing or a slide',
    /\b(swings?|slides?|playground)\b/,
  ),
  car: concept('car', ['race car'], 'a vehicle on a road', /\b(cars?|trucks?|race car)\b/),
  boat: concept(
    'boat',
    ['kayak', 'canoe'],
    'people in a vessel on the water',
    /\b(boats?|kayak\w*|canoe\w*)\b/,
  ),
  crowd: concept('crowd', ['street scene'], 'many people in a street', /\b(crowd\w*|parade|street)\b/),
};

/** Concepts that count as unseen. */
export const UNSEEN_CONCEPTS: readonly string[] = ['surfing', 'horse', 'climbing', 'skateboard'];

/** The classes of {@link labeledByCaptions}. */
export const CONCEPT_CLASSES: Readonly<Record<string, ClassText>> = Object.fromEntries(
  Object.entries(CONCEPTS).map(([key, [text]]) => [key, text]),
);

/**
 * Pictures of a Flickr-style set that show one concept: at least three of the five captions name it, and none names another.
 * @param captions - token file, `name#0<TAB>caption` per line
 * @param list - file with the names to use
 */
export async function labeledByCaptions(
  folder: string,
  captions: string,
  list: string,
): Promise<LabeledPicture[]> {
  const wanted = new Set((await readFile(list, 'utf8')).split('\n').map((line) => line.trim()));
  const texts = new Map<string, string[]>();
  for (const line of (await readFile(captions, 'utf8')).split('\n')) {
    const match = /^(.+?)#\d+\t(.+)$/.exec(line.trim());
    if (match && wanted.has(match[1]!))
      texts.set(match[1]!, [...(texts.get(match[1]!) ?? []), match[2]!.toLowerCase()]);
  }
  return [...texts].flatMap(([name, own]): LabeledPicture[] => {
    const counts = Object.entries(CONCEPTS).map(
      ([key, [, words]]) => [key, own.filter((text) => words.test(text)).length] as const,
    );
    const named = counts.filter(([, count]) => count > 0);
    return named.length === 1 && named[0]![1] >= 3 ? [{ path: join(folder, name), label: named[0]![0] }] : [];
  });
}

function concept(
  name: string,
  synonyms: readonly string[],
  description: string,
  words: RegExp,
): readonly [ClassText, RegExp] {
  return [{ name, synonyms, description }, words];
}
