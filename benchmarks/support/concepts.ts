import type { ClassText } from './subgroups.ts';

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

/** The concepts as classes. */
export const CONCEPT_CLASSES: Readonly<Record<string, ClassText>> = Object.fromEntries(
  Object.entries(CONCEPTS).map(([key, [text]]) => [key, text]),
);

/** The concepts that a caption names. */
export function conceptsNamed(caption: string): string[] {
  const text = caption.toLowerCase();
  return Object.entries(CONCEPTS).flatMap(([key, [, words]]) => (words.test(text) ? [key] : []));
}

function concept(
  name: string,
  synonyms: readonly string[],
  description: string,
  words: RegExp,
): readonly [ClassText, RegExp] {
  return [{ name, synonyms, description }, words];
}
