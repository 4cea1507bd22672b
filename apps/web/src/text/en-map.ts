import { count, date, degrees, moments, monthShort, number } from './format.ts';

/** The English texts of the map and the time line of a collection. */
export const mapTexts = {
  map: {
    title: 'Map',
    of: (name: string) => `Map of ${name}`,
    leads: {
      likeness: 'The whole collection from above: pictures that look alike lie together.',
      place: 'Each picture lies where it was taken, where it says so.',
    },
    by: 'What it goes by',
    ways: { likeness: 'By likeness', place: 'By place' },
    none: 'No map yet',
    noneText:
      'Making one takes some seconds for a thousand pictures and a minute or so for a hundred thousand. It goes on when you leave.',
    make: 'Make the map',
    again: 'Make it anew',
    made: (at: string, changed: number) =>
      `Made ${date(at)}${changed === 0 ? '' : `, ${count(changed, 'item', 'items')} added or changed since`}`,
    making: (done: number, total: number) =>
      done === 0
        ? `Arranging ${count(total, 'item', 'items')}`
        : `Placed ${number(done)} of ${number(total)}`,
    makingShort: 'Making the map',
    noPlaces: 'No picture says where it was taken',
    noPlacesText:
      'Places are left out unless whoever runs Unseen asks for them (UNSEEN_READ_PLACES), since they may show where somebody lives. A table can bring them as latitude and longitude.',
    canvas: (items: number) => `Map of ${count(items, 'item', 'items')}`,
    keys: 'Arrow keys move the map, plus and minus zoom, 0 shows all of it, Enter opens what lies in the middle, and x selects it. What is in sight is listed below.',
    acts: 'The map',
    lasso: 'Draw around some to select them',
    drawing: 'Draw a line around what you want',
    nearer: 'Nearer',
    farther: 'Farther',
    whole: 'All of it',
    inSight: (items: number) => `${number(items)} in sight`,
    chosen: (items: number) => `${number(items)} selected`,
    firstOf: (items: number) => `The first ${number(items)} are listed.`,
    showOnly: 'Show only these',
    tooMany: 'Too many for one address. Set a field on them, and filter by it.',
    latitude: (value: number) => degrees(value, 'N', 'S'),
    longitude: (value: number) => degrees(value, 'E', 'W'),
  },
  timeline: {
    title: 'Time line',
    goTo: (moment: string, items: number) => `${moments(moment)}: ${count(items, 'item', 'items')}`,
    holds: (items: number) => count(items, 'item', 'items'),
    month: (moment: string) => monthShort(`${moment}-01`),
    from: (moment: string) => `Begins at ${moments(moment)}`,
    start: 'Show from the start',
  },
};
