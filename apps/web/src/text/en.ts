import type { FieldFilter, Query } from '../search/query.ts';
import { catalogueTexts } from './en-catalogue.ts';
import { ingestTexts } from './en-ingest.ts';
import { keyTexts } from './en-keys.ts';
import { manageTexts } from './en-manage.ts';
import { mapTexts } from './en-map.ts';
import { modelTexts } from './en-model.ts';
import { systemTexts } from './en-system.ts';
import {
  count,
  date,
  month,
  monthName,
  number,
  ordinal,
  percent,
  readable,
  readableValue,
  rounded,
  shown,
  span,
} from './format.ts';

// Every English text of the page. Another language is another file of this shape.

/** Said where the hits stand: an order that attention should have made, and did not. */
function fellAway(reason: string | undefined): string {
  if (reason === 'deadline') return '. Looking closely took too long this time and was left out';
  return reason === 'failed' ? '. Looking closely failed this time and was left out' : '';
}

const fieldName = (field: string) => (field === '$hasText' ? 'Words in the picture' : readable(field));

export const en = {
  number,
  date,
  share: percent,
  loading: 'Loading …',
  cancel: 'Cancel',

  ...catalogueTexts,
  ...ingestTexts,
  ...keyTexts,
  ...manageTexts,
  ...mapTexts,
  ...modelTexts,
  ...systemTexts,

  nav: {
    label: 'Pages',
    home: 'Unseen, to the search page',
    skip: 'Skip to the content',
    search: 'Search',
    ingest: 'Add pictures',
    collections: 'Collections',
    catalogue: 'Catalogue',
    keys: 'Keys',
    system: 'System',
    api: 'API',
    language: 'Language',
    theme: (now: string, next: string) => `Theme: ${now}. Switch to ${next}`,
  },

  shortcuts: {
    title: 'Keys on the keyboard',
    open: 'Keys on the keyboard (?)',
    keys: [
      ['/', 'Go to the search box'],
      ['← ↑ → ↓', 'From picture to picture'],
      ['Enter', 'Open the picture'],
      ['x', 'Select the picture, with Shift all up to it'],
      ['+ − 0', 'In an open picture: closer, farther, all of it'],
      ['f', 'In an open picture: full screen'],
      ['i', 'On the full screen: details beside it'],
      ['s', 'In an open picture: slideshow'],
      ['Esc', 'Close, or stop selecting'],
    ] as [string, string][],
  },

  notFound: {
    title: 'There is no such page',
    text: 'The address may be mistyped, or the page has moved.',
    home: 'Go to search',
  },

  key: {
    title: 'This platform asks for a key',
    text: 'Keys start with usk_. The key stays in this tab and is forgotten when you close it.',
    label: 'Key',
    use: 'Use this key',
    refused: 'The key of this tab is not accepted: it may be mistyped, expired or revoked.',
  },

  trouble: {
    page: 'Something went wrong on this page',
    unreachable: {
      title: 'The platform does not answer',
      detail: 'It may be stopped or restarting. This page goes on by itself once it is back.',
    },
    retry: 'Try again',
    more: (problems: number) => `and ${number(problems)} more`,
    foot: (code: string, requestId: string) => `${code} · request ${requestId}`,
  },

  search: {
    title: 'Search pictures',
    label: 'What to look for',
    placeholder: 'Describe a picture, or drop one here',
    withPicture: 'Add words: “but in red”',
    clear: 'Clear the search',
    choosePicture: 'Search with a picture',
    yourPicture: 'Your picture',
    pictureLost: 'The picture of this search was known to one tab alone. Drop it again.',
    like: (id: string) => `More like ${id}`,
    unlike: (id: string) => `Less like ${id}`,
    unlikeChip: 'less like',
    remove: (what: string) => `Remove: ${what}`,
    drop: 'Drop the picture to search with it',
    collection: 'Collection',
    notLabel: 'What the pictures should not show',
    notPlaceholder: 'Not this …',
    notChip: (text: string) => `not ${text}`,
    filterChip: (field: string, { in: values, gte, lte, lt }: FieldFilter) => {
      if (field === '$id') return `${number(values?.length ?? 0)} chosen`;
      const name = fieldName(field);
      if (typeof gte === 'string' && lt !== undefined) return `${name}: ${span(gte, lt)}`;
      if (values !== undefined)
        return `${name}: ${values.map((value) => readableValue(String(value))).join(', ')}`;
      if (gte === undefined) return `${name}: up to ${lte === undefined ? '' : number(lte)}`;
      return lte === undefined ? `${name}: from ${shown(gte)}` : `${name}: ${shown(gte)} to ${number(lte)}`;
    },
    attention: 'Look closely',
    attentionHelp: 'Looks at every part of the pictures for each of your words, and puts them in order anew.',
    close: 'Matches only',
  },

  welcome: {
    title: 'What this is',
    lead: 'Unseen finds pictures by what they show, says why, and learns a new category in seconds from its name and a few examples, with nothing to train.',
    close: 'Do not show this again',
    find: (caption: string) => ({ title: 'Find', text: `Describe a picture: “${caption}”.` }),
    explain: { title: 'See why', text: 'Open what was found, and see where each word looks.' },
    teach: { title: 'Teach a category', text: 'Give it a name, and see at once what it would catch.' },
  },

  filters: {
    title: 'Filters',
    options: (chosen: number) =>
      chosen === 0 ? 'Filters and options' : `Filters and options, ${count(chosen, 'filter', 'filters')} set`,
    classes: 'Classes of the hits',
    unseen: ', new',
    hits: (hits: number) => (hits === 1 ? 'hit' : 'hits'),
    field: fieldName,
    value: (value: string | number | boolean) =>
      typeof value === 'boolean'
        ? value
          ? 'Yes'
          : 'No'
        : typeof value === 'number'
          ? number(value)
          : readableValue(value),
    more: 'Show more',
    fewer: 'Show fewer',
    monthsOf: (year: number) => `Months of ${year}`,
    monthName,
    month,
    noValue: 'None in this answer.',
    close: 'Show the results',
    showResults: (items: number) => `Show ${count(items, 'result', 'results')}`,
    from: (field: string) => `${readable(field)}, at least`,
    to: (field: string) => `${readable(field)}, at most`,
  },

  sort: {
    label: 'Sort by',
    match: 'Best match',
    id: 'Name',
    newest: 'Newest first',
    oldest: 'Oldest first',
    added: 'Last added',
    up: (field: string) => `${readable(field)}, lowest first`,
    down: (field: string) => `${readable(field)}, highest first`,
  },

  recent: {
    label: 'Searches and suggestions',
    save: 'Save this search',
    forget: 'Forget this saved search',
    saved: (text: string) => `Saved: ${text}`,
    again: (text: string) => `Again: ${text}`,
    ofClass: (name: string) => `class ${name}`,
    ofValue: (field: string, value: string) => `${readable(field)}: ${readableValue(value)}`,
    clear: 'Forget recent searches',
  },

  results: {
    title: 'Results',
    summary: (
      shown: number,
      more: boolean,
      first?: { took: { total: number }; rescored: boolean; rescoreSkipped?: string; vetoed: number },
    ) => {
      const hits = more ? `Best ${number(shown)} hits` : count(shown, 'hit', 'hits');
      const time = first === undefined ? '' : ` in ${Math.max(1, Math.round(first.took.total))} ms`;
      return `${hits}${time}${first?.rescored ? ', looked at closely' : ''}${first?.vetoed ? `, ${number(first.vetoed)} held back by “not”` : ''}${fellAway(first?.rescoreSkipped)}`;
    },
    hit: (rank: number, title: string) => `${rank}: ${title}`,
    moved: (places: number) => (places > 0 ? `↑ ${places}` : `↓ ${-places}`),
    more: 'Show more',
    end: (cut: number, vetoed: number) =>
      [
        cut > 0 ? `${count(cut, 'weaker hit was', 'weaker hits were')} left out.` : 'No more hits.',
        vetoed > 0 ? `${count(vetoed, 'picture', 'pictures')} held back by “not”.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    showTail: (cut: number) => (cut === 1 ? 'Show it too' : 'Show them too'),
    none: 'Nothing here matches',
    noneText: ({ filter, classes, scope, not }: Query) =>
      Object.keys(filter).length > 0 || classes.length > 0 || scope !== 'all'
        ? 'No picture fits both the search and the filters. Take a filter away, or use other words.'
        : not.length > 0
          ? 'What remains without the unwanted is not close enough. Take a “not” away, or use other words.'
          : 'Nothing here comes close enough. Use other words, or say less.',
    dropFilters: 'Remove all filters',
  },

  code: {
    button: 'As code',
    title: 'This search as code',
    language: 'Language',
    languages: { curl: 'curl', typescript: 'TypeScript', python: 'Python' },
    copy: 'Copy',
    tryIt: 'Try it in the console',
  },

  console: {
    title: 'Console',
    lead: 'Ask the platform as a program does. What you send stays in the list on this device.',
    reference: 'All requests there are',
    method: 'Method',
    path: 'Path',
    body: 'Body (JSON)',
    send: 'Send',
    answer: 'Answer',
    took: (milliseconds: number) => `in ${number(Math.max(1, Math.round(milliseconds)))} ms`,
    request: (id: string) => `request ${id}`,
    history: 'Sent before',
    forget: 'Forget them',
  },

  words: {
    label: 'Words of the query',
    hint: 'See where a word looks',
    looked: 'Where your words looked',
    heat: 'Heat map',
    share: percent,
    explain:
      'Point at a word to see the parts of the picture it weighs. The percentage is its share of the query.',
  },

  browse: {
    title: 'Browse',
    size: (items: number) => `${count(items, 'item', 'items')} in this collection`,
    tryIt: (text: string) => `Search for “${text}”`,
    noneFiltered: 'No picture of this collection fits the filters.',
    filtered: (items: number) => `${count(items, 'item fits', 'items fit')} the filters`,
    noCollection: (name: string) => `There is no collection “${name}”`,
    noCollectionText: 'It may have been deleted, or the address is mistyped.',
    empty: (collection: string) =>
      collection === 'default' ? 'No pictures here yet' : `“${collection}” is empty`,
    emptyText: 'Add some, and they can be searched seconds later: no tags, no training.',
    add: 'Add pictures',
  },

  detail: {
    title: 'Item',
    close: 'Close',
    previous: 'Previous',
    next: 'Next',
    like: 'More like this',
    unlike: 'Less like this',
    copy: 'Copy link',
    copied: 'Copied',
    copyByHand: 'Copy this address:',
    startClass: 'Begin a class with this picture',
    startClassShort: 'Class',
    class: 'Class',
    about: 'About this item',
    itemJson: 'As JSON',
    hitJson: 'This hit as JSON',
    size: 'Size',
    pixels: (width: number, height: number) => `${number(width)} × ${number(height)}`,
    id: 'Id',
    added: 'Added',
    value: shown,
  },

  viewer: {
    bar: 'The picture',
    closer: 'Zoom in',
    farther: 'Zoom out',
    fit: 'Show all of it',
    scale: (scale: number) => (scale === 1 ? 'All of it is shown' : `${percent(scale)}: show all of it`),
    full: 'Full screen',
    leaveFull: 'Leave full screen',
    details: 'Details',
    play: 'Slideshow',
    pause: 'Pause the slideshow',
    region: 'Search with a part',
    regionSearch: 'Search with this part',
    regionHelp: 'Draw a frame; arrow keys move it, with Shift they size it, Enter searches',
    written: 'Written in the picture',
    frames: 'Frame the words',
  },

  why: {
    title: (rank: number) => `Why it is ${ordinal(rank)}`,
    waiting: 'Working out why it is here …',
    compared: {
      text: {
        image: 'Your words and the picture',
        caption: 'Your words and the caption',
        joint: 'Your words and picture with caption',
        keywords: 'Your words, letter by letter, and the words of the item',
        written: 'Your words, and what is written in the picture',
      },
      image: {
        image: 'Your picture and this picture',
        caption: 'Your picture and the caption',
        joint: 'Your picture and picture with caption',
        keywords: 'Your picture and the words of the item',
        written: 'Your picture, and what is written in the picture',
      },
      joint: {
        image: 'Words and picture together, and the picture',
        caption: 'Words and picture together, and the caption',
        joint: 'Words and picture together, and picture with caption',
        keywords: 'Words and picture together, and the words of the item',
        written: 'Words and picture together, and what is written in the picture',
      },
    },
    reached: (rank: number, score: number) =>
      `${ordinal(rank)} closest of all, likeness ${rounded(score * 100)}.`,
    notReached: (score: number) => `Not among the closest, likeness ${rounded(score * 100)}.`,
    sure: {
      certain: (match: number) => `Almost certainly what was asked for: a match of ${match} in 100.`,
      probable: (match: number) => `Probably what was asked for: a match of ${match} in 100.`,
      possible: (match: number) => `Quite possibly what was asked for: a match of ${match} in 100.`,
      hardly: (match: number) => `Hardly what was asked for: a match of ${match} in 100.`,
      not: (match: number) => `Most likely not what was asked for: a match of ${match} in 100.`,
    },
    best: (compared: string, rank: number) =>
      `What counted most: ${compared.charAt(0).toLowerCase()}${compared.slice(1)}, ${ordinal(rank)} closest of all.`,
    mostly: (word: string) => `“${word}” counted most.`,
    figures: 'The figures',
    together: 'All comparisons together',
    fused: (rank: number) => `Put it in place ${number(rank)}.`,
    attention: 'Attention, word by word',
    selfAttention: 'Self-attention',
    stayed: (rank: number) => `Looked at every region of the picture and left it in place ${number(rank)}.`,
    rose: (from: number, to: number) =>
      `Looked at every region of the picture and raised it from place ${number(from)} to ${number(to)}.`,
    fell: (from: number, to: number) =>
      `Looked at every region of the picture and lowered it from place ${number(from)} to ${number(to)}.`,
    noAttention: 'No attention',
    notRescored: (rank: number) => `This hit was not looked at closely; it stays in place ${number(rank)}.`,
    skipped: {
      not_requested: 'Looking closely is switched off, so the comparisons alone decide.',
      not_applicable: 'Looking closely needs words on one side and a picture on the other.',
      deadline: 'Looking closely took too long this time, so the comparisons alone decide.',
      failed: 'Looking closely failed this time, so the comparisons alone decide.',
    } as Readonly<Record<string, string>>,
    named: (word: string) => `“${word}” names a class`,
    ofClass: (name: string, probability: number) =>
      `It belongs to “${name}” with a probability of ${Math.round(100 * probability)} %, which counts in its place.`,
    unwanted: (text: string) => `You said “not ${text}”`,
    likeness: (score: number) => `Its likeness to that is ${rounded(score * 100)}.`,
  },
};
