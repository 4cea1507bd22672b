import type { CatalogueVersion } from '@unseen/client';
import { count, date, number, percent, percentBelow, rounded } from './format.ts';

const ACTIONS: Readonly<Record<string, (classes: number) => string>> = {
  'class.add': () => 'Class added',
  'class.change': () => 'Class changed',
  'class.remove': () => 'Class deleted',
  'catalogue.import': (classes) => `Import of ${count(classes, 'class', 'classes')}`,
  'catalogue.rollback': (classes) => `Way back, ${count(classes, 'class', 'classes')} changed`,
  'catalogue.calibrate': () => 'Calibrated',
};

/** `: “pet”, “fruit” and 3 more`; nothing where no class changed. */
function named(classes: CatalogueVersion['classes'], changed: number): string {
  if (classes.length === 0) return '';
  const more = changed > classes.length ? ` and ${number(changed - classes.length)} more` : '';
  return `: ${classes.map(({ name }) => `“${name}”`).join(', ')}${more}`;
}

const METHODS: Readonly<Record<string, string>> = {
  inn: 'Inner product',
  self: 'Self-attention',
  imfa: 'IMFA',
};

/** The English texts of the catalogue: classes, what no class explains, versions, quality. */
export const catalogueTexts = {
  scope: { all: 'All', seen: 'Known', unseen: 'New' },

  catalogue: {
    title: 'Catalogue',
    lead: 'Name a category, and it works at once: nothing is trained, nothing is embedded again.',
    views: 'Views of the catalogue',
    tab: {
      classes: 'Classes',
      unknown: 'Unknown',
      mismatches: 'Mismatches',
      versions: 'Versions',
      quality: 'Quality',
      check: 'Check-up',
    },
    none: 'No classes yet',
    noneText: 'A class is a category with a name. Add one, or look at what lies together in your pictures.',
    add: 'Add a class',
    seeUnknown: 'See proposals',
    find: 'Find a class',
    scope: 'Which classes',
    total: (classes: number) => count(classes, 'class', 'classes'),
    counting: (done: number, all: number) => `Counts are catching up (${number(done)} of ${number(all)})`,
    noMatch: 'No class has such a name.',
    seen: 'Known',
    unseen: 'New',
    off: 'Off',
    holds: (items: number, examples: number) =>
      `${count(items, 'item', 'items')} in all · ${examples === 0 ? 'words alone' : count(examples, 'example', 'examples')}`,
    searchIt: 'Search in it',
    catchesNothing: 'It catches no picture here yet.',
    edit: (name: string) => `Edit “${name}”`,
    added: (name: string) => `“${name}” works now.`,
    changed: (name: string) => `“${name}” is changed.`,
    remove: (name: string) => `Delete “${name}”`,
    removeText: (items: number) =>
      `${items === 0 ? 'No item carries it.' : `${count(items, 'item carries', 'items carry')} it now and will fall to the next class, or to none.`} No picture is deleted, and an earlier version brings the class back.`,
    removeAct: 'Delete the class',
    removed: (name: string) => `“${name}” is deleted. Under Versions you can go back.`,
  },

  classForm: {
    name: 'Name',
    nameHelp: 'What people would search for: “dragon fruit”.',
    description: 'Description',
    descriptionHelp: 'What one looks like. Optional.',
    synonyms: 'Synonyms',
    synonymsHelp: 'Other names, separated by commas. Optional.',
    examples: 'Examples',
    examplesHelp: 'Three pictures say more than any words. Choose some here, or among what it would catch.',
    findExamples: 'Find pictures',
    findWords: 'Describe pictures that show it',
    ownPictures: 'Your own pictures',
    useAsExample: (title: string) => `Example: ${title}`,
    hiddenStay: (examples: number) =>
      `${count(examples, 'more example is', 'more examples are')} kept that cannot be shown here.`,
    hiddenGo: (examples: number) =>
      `${count(examples, 'example', 'examples')} that cannot be shown here will be replaced, too.`,
    parent: 'A kind of',
    parentHelp: 'A class it belongs to: a search for that one finds this one, too. Optional.',
    seen: 'The model knows it well',
    seenHelp:
      'For categories with many examples, or as common as “dog”. Leave it off for new ones: they get their fair share.',
    on: 'In use',
    create: 'Add the class',
    save: 'Save',
    line: (line: number) => `Line: a match of ${rounded(line * 100)} and more belongs to it`,
    lineHelp: 'To the left it takes in more, to the right it is stricter. The preview shows what that means.',
    saving: 'Saving …',
  },

  members: {
    title: 'What it holds now',
    lead: 'The least sure first. What you confirm becomes an example of it, what you reject an example of what it is not.',
    histogram: 'How sure its items are',
    bar: (from: number, to: number, items: number) =>
      `${count(items, 'item', 'items')} ${percent(from)} to ${percent(to)} sure`,
    confirm: (title: string, name: string) => `${title}: belongs to “${name}”`,
    reject: (title: string, name: string) => `${title}: does not belong to “${name}”`,
    judged: (items: number) =>
      `${count(items, 'judgement', 'judgements')} given; the class works with them already.`,
    shown: (some: number, all: number) => `${number(some)} of ${number(all)} shown.`,
  },

  preview: {
    title: 'What it would catch',
    waiting: 'Give it a name, and what it would catch shows here before anything is saved.',
    items: (items: number, reached: number) =>
      `${count(items, 'item', 'items')}, out of ${number(reached)} that come near.`,
    looking: 'Looking …',
    nameTaken: 'Another class has this name. Choose another one, or change that class.',
    nothing: 'Nothing yet. Other words or a few examples would help.',
    sure: (probability: number) => `${percent(probability)} sure`,
    from: (name: string) => `now “${name}”`,
    collision: (word: string, name: string, as: 'name' | 'synonym') =>
      as === 'name'
        ? `“${word}” is the name of another class, too.`
        : `“${word}” is a synonym of “${name}”, too.`,
    neighbors: 'What it lies near',
    neighborsHelp: 'The nearer two classes lie, the more easily one is taken for the other.',
    neighbor: 'Class',
    nearness: 'Nearness',
    loses: 'Items it would lose',
    wouldLose: (items: number) => `would lose ${count(items, 'item', 'items')}`,
  },

  unknown: {
    lead: (looked: number) =>
      `${count(looked, 'item has', 'items have')} no class. These lie together: a name makes a class of them.`,
    none: 'Nothing is left over',
    noneText: 'Every item has a class, or those without one lie too far apart to be one.',
    name: 'Name',
    size: (items: number, tightness: number) =>
      `${count(items, 'item', 'items')}, ${percent(tightness)} alike`,
    make: 'Make it a class',
    look: 'Look closer',
    dismiss: 'Dismiss',
    dismissed: (items: number) =>
      `${count(items, 'item is', 'items are')} not proposed any more, unless they change.`,
    takeBack: 'Propose what was dismissed again',
    join: 'Join with other groups',
    joinTitle: (groups: number, items: number) =>
      `${number(groups)} groups with ${count(items, 'item', 'items')}`,
    joinName: 'Name for all of them',
    joinAct: 'Make one class of them',
  },

  mismatches: {
    lead: (looked: number) =>
      `Out of ${count(looked, 'pair', 'pairs')} of picture and caption, these fit worst: the caption may be wrong, or belong to another picture.`,
    none: 'No pairs to look at',
    noneText: 'This collection has no pictures with captions, or too few to compare.',
    match: (match: number) => `A match of ${number(Math.round(match * 100))} in 100.`,
    better: (share: number) =>
      share === 0 ? 'No other caption fits better.' : `${percentBelow(share)} of other captions fit better.`,
  },

  check: {
    none: 'Nothing to mend',
    noneText: 'No classes collide, each holds something, and the known ones have examples.',
    and: ' and ',
    kinds: {
      near_duplicate: {
        title: 'Hard to tell apart',
        text: 'Give each other examples, or make one a kind of the other.',
      },
      word_collision: {
        title: 'Shared words',
        text: 'A search for the word finds both. Fine if that is meant.',
      },
      no_items: {
        title: 'Empty',
        text: 'Nothing stored belongs to them. Examples would help, or they can go.',
      },
      seen_without_exemplars: {
        title: 'Known, but without examples',
        text: 'Add examples, or call them new: a known class is held back for the others’ sake.',
      },
    },
  },

  versions: {
    lead: 'Every change makes a version that stays as it was. Going back makes a new one: nothing is lost, nothing is embedded again.',
    none: 'No versions yet',
    noneText: 'The first class you add makes the first one.',
    name: (version: number) => `Version ${number(version)}`,
    inForce: 'In use now',
    empty: 'Before the first class',
    published: 'Published',
    made: ({ action, changed, classes, actor, at }: CatalogueVersion) =>
      [`${ACTIONS[action]?.(changed) ?? action}${named(classes, changed)}`, actor, date(at)].join(' · '),
    change: 'Changes',
    since: 'Since then',
    back: (version: number) => `Go back to version ${number(version)}`,
    backShort: 'Go back',
    backText:
      'A new version is made that equals this one. It works at once, and you can come back in the same way.',
    backAct: 'Go back',
    publish: (version: number) => `Publish version ${number(version)}`,
    publishAct: 'Publish',
    publishFirst:
      'Marks it as the one you stand behind. Later versions can be held to it before they are published.',
    publishText: (published: number) =>
      `It takes the place of version ${number(published)} as the one you stand behind. Searches go by the version in use, unless keys see only what is published.`,
    gate: 'Only if it judges as well, by the field',
    gateNone: 'Publish without a check',
    maxDrop: 'The score for both together may fall by, in points',
    judging: 'Measured first, and then published. It goes on if you leave.',
    blocked: 'Not published',
    figuresAt: 'Its figures are under Quality.',
    wentOut: (version: number) => `Version ${number(version)} is published.`,
    passed: (version: number, harmonic: number, before?: { version: number; harmonic: number }) =>
      `Version ${number(version)} is published: its score for known and new together is ${percent(harmonic)}${
        before === undefined ? '' : `, that of version ${number(before.version)} ${percent(before.harmonic)}`
      }.`,
    served: 'What keys of shops and apps see',
    servedAs: { latest: 'Every change', published: 'Published only' },
    servedText: {
      latest: (_published: number) => 'Their searches go by the version in use: each change counts at once.',
      published: (published: number) =>
        `Their searches go by version ${number(published)} until another one is published. Whoever may administer sees every change.`,
    },
    wentBack: (to: number, made: number) => `Version ${number(made)} equals version ${number(to)}.`,
    between: (from: number, to: number) => `From version ${number(from)} to version ${number(to)}`,
    same: 'The classes and what they catch are the same.',
    added: (name: string) => `${name} added`,
    removed: (name: string) => `${name} deleted`,
    changed: (name: string, fields: readonly string[]) => `${name}: ${fields.join(', ')} changed`,
    moved: 'Items that change class',
    noClass: 'no class',
    items: (items: number) => count(items, 'item', 'items'),
  },

  transfer: {
    import: 'Import',
    importFile: (name: string) => `Import ${name}`,
    importText:
      'All classes of the file are taken, or, where a line is wrong, none. The change makes one version, and you can go back.',
    importAct: 'Import the classes',
    replace: 'Delete the classes that the file lacks',
    imported: (done: { added: number; changed: number; unchanged: number; removed: number }) =>
      `Imported: ${number(done.added)} added, ${number(done.changed)} changed, ${number(done.unchanged)} as they were, ${number(done.removed)} deleted.`,
    exportAs: (format: string) => `Export ${format.toUpperCase()}`,
  },

  calibration: {
    title: 'Balance of known and new',
    text: 'Classes with many examples tend to win against new ones. What they must give up is learned from the examples you gave them.',
    act: 'Learn the balance',
    learned: (learned: {
      items: number;
      seenFactor: number;
      harmonicBefore: number;
      harmonicAfter: number;
    }) =>
      `Known classes give up ${rounded(learned.seenFactor)}. On ${count(learned.items, 'picture', 'pictures')} held out, the score for both together goes from ${percent(learned.harmonicBefore)} to ${percent(learned.harmonicAfter)}.`,
  },

  quality: {
    waiting: 'Waiting for its turn…',
    classes: 'Are classes told apart?',
    classesText:
      'Choose a field that names the class of an item, and every item that has one is judged on its stored vectors.',
    noFields:
      'No field of this collection could name a class. Add items with one, and their classes can be judged.',
    field: 'Field that names the class',
    against: 'Compare with',
    againstNone: 'No other version',
    measure: 'Measure',
    top1: 'First guess',
    top5: 'First five',
    uncalibrated: 'Uncalibrated',
    before: (version: number) => `Version ${number(version)}`,
    harmonic: 'Both together',
    harmonicHelp:
      'The score for both together is the harmonic mean: high only where known and new classes are both told apart.',
    summary: (items: number, unlabelled: number, unknown: number) =>
      `${count(items, 'item', 'items')} judged, ${number(unlabelled)} without a class that is in the catalogue. For ${percent(unknown)}, no class was near enough.`,
    gain: (share: number, version: number) =>
      `The score for both together ${share < 0 ? 'falls' : 'rises'} by ${rounded(Math.abs(share) * 100)} points since version ${number(version)}.`,
    barsLabel: (seen: number, unseen: number, harmonic: number) =>
      `First guesses: ${percent(seen)} right for known classes, ${percent(unseen)} for new ones, ${percent(harmonic)} for both together.`,
    ausuc: (value: number) =>
      `Over every balance between the two: ${value.toFixed(3)} of 1 (papers call it AUSUC). Figures are means over classes.`,
    perClass: 'Class by class, the worst first',
    items: 'Items',
    right: 'First guess right',
    retrieval: 'Do words find pictures?',
    retrievalText:
      'An evaluation searches with every caption and every picture of a set, and counts how often the right one comes up.',
    start: 'Evaluate a set of captioned pictures',
    startAct: 'Start',
    paths: {
      images: 'Pictures, in the import folder',
      annotations: 'File with the captions',
      split: 'Split (optional)',
    },
    noEvaluations: 'Nothing has been evaluated yet.',
    earlier: 'Measured before',
    measured: (field: string, asOf?: number, against?: number) =>
      `By ${field}, ${asOf === undefined ? 'the version in use' : `version ${number(asOf)}`}${
        against === undefined ? '' : ` next to version ${number(against)}`
      }`,
    publication: (field: string, version: number) => `By ${field}, to publish version ${number(version)}`,
    source: (annotations: string, split?: string) =>
      split === undefined ? annotations : `${annotations}, ${split}`,
    show: 'Show',
    retrievalSummary: (pictures: number, captions: number, pack: string) =>
      `${count(pictures, 'picture', 'pictures')}, ${count(captions, 'caption', 'captions')}, model pack ${pack}.`,
    direction: { textToImage: 'Words find pictures', imageToText: 'Pictures find words' },
    recallAt: (place: number) => `R@${place}`,
    curveLabel: (direction: string) =>
      `${direction}: recall at 1, 5 and 10 for each method; the table has the figures.`,
    groups: (direction: string) => `${direction}: first place right, known and new`,
    method: (name: string) => METHODS[name] ?? name,
    methodName: 'Method',
    directionName: 'Direction',
    medianRank: 'Median rank',
    allFigures: 'All figures',
  },
};
