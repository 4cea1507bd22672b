import type { Query } from '../search/query.ts';
import { catalogueTexts } from './de-catalogue.ts';
import { ingestTexts } from './de-ingest.ts';
import { keyTexts } from './de-keys.ts';
import { manageTexts } from './de-manage.ts';
import { mapTexts } from './de-map.ts';
import { modelTexts } from './de-model.ts';
import { systemTexts } from './de-system.ts';
import {
  count,
  date,
  month,
  monthName,
  number,
  percent,
  readable,
  readableValue,
  rounded,
  shown,
  span,
} from './format.ts';
import type { Texts } from './texts.ts';

/** Said where the hits stand: an order that attention should have made, and did not. */
function fellAway(reason: string | undefined): string {
  if (reason === 'deadline') return '. Genau hinzusehen dauerte diesmal zu lange und entfiel';
  return reason === 'failed' ? '. Genau hinzusehen schlug diesmal fehl und entfiel' : '';
}

const place = (rank: number) => `${number(rank)}.`;
const closeness = (score: number) => rounded(score * 100);

const fieldName = (field: string) => (field === '$hasText' ? 'Wörter im Bild' : readable(field));

/** Every German text of the page. */
export const de: Texts = {
  number,
  date,
  share: percent,
  loading: 'Wird geladen …',
  cancel: 'Abbrechen',

  ...catalogueTexts,
  ...ingestTexts,
  ...keyTexts,
  ...manageTexts,
  ...mapTexts,
  ...modelTexts,
  ...systemTexts,

  nav: {
    label: 'Seiten',
    home: 'Unseen, zur Suche',
    skip: 'Zum Inhalt springen',
    search: 'Suche',
    ingest: 'Hinzufügen',
    collections: 'Sammlungen',
    catalogue: 'Katalog',
    keys: 'Schlüssel',
    system: 'System',
    api: 'API',
    theme: (now, next) => {
      const names = { system: 'wie das Gerät', light: 'hell', dark: 'dunkel' } as Record<string, string>;
      return `Farben: ${names[now] ?? now}. Wechseln zu: ${names[next] ?? next}`;
    },
    language: 'Sprache',
  },

  shortcuts: {
    title: 'Tasten',
    open: 'Tasten (?)',
    keys: [
      ['/', 'Zum Suchfeld'],
      ['← ↑ → ↓', 'Von Bild zu Bild'],
      ['Enter', 'Bild öffnen'],
      ['x', 'Bild auswählen, mit Umschalt alle bis dorthin'],
      ['+ − 0', 'Im offenen Bild: näher, weiter weg, ganz'],
      ['f', 'Im offenen Bild: Vollbild'],
      ['i', 'Im Vollbild: Angaben daneben'],
      ['s', 'Im offenen Bild: Diaschau'],
      ['Esc', 'Schließen oder Auswahl beenden'],
    ],
  },

  notFound: {
    title: 'Diese Seite gibt es nicht',
    text: 'Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.',
    home: 'Zur Suche',
  },

  key: {
    title: 'Diese Plattform verlangt einen Schlüssel',
    text: 'Schlüssel beginnen mit usk_. Er bleibt in diesem Tab und ist vergessen, wenn Sie ihn schließen.',
    label: 'Schlüssel',
    use: 'Diesen Schlüssel benutzen',
    refused:
      'Der Schlüssel dieses Tabs wird nicht angenommen: Er kann vertippt, abgelaufen oder widerrufen sein.',
  },

  trouble: {
    page: 'Auf dieser Seite ging etwas schief',
    unreachable: {
      title: 'Die Plattform antwortet nicht',
      detail:
        'Sie kann angehalten sein oder gerade neu starten. Sobald sie wieder da ist, geht es hier von selbst weiter.',
    },
    retry: 'Noch einmal versuchen',
    more: (problems) => `und ${number(problems)} weitere`,
    foot: (code, requestId) => `${code} · Anfrage ${requestId}`,
  },

  search: {
    title: 'Bilder suchen',
    label: 'Wonach gesucht wird',
    placeholder: 'Beschreiben Sie ein Bild, oder legen Sie eines hier ab',
    withPicture: 'Wörter dazu: „but in red“',
    clear: 'Suche leeren',
    choosePicture: 'Mit einem Bild suchen',
    yourPicture: 'Ihr Bild',
    pictureLost: 'Das Bild dieser Suche kannte nur ein Tab. Legen Sie es noch einmal ab.',
    like: (id) => `Mehr wie ${id}`,
    unlike: (id) => `Weniger wie ${id}`,
    unlikeChip: 'weniger wie',
    remove: (what) => `Entfernen: ${what}`,
    drop: 'Bild ablegen, um damit zu suchen',
    collection: 'Sammlung',
    notLabel: 'Was die Bilder nicht zeigen sollen',
    notPlaceholder: 'Nicht …',
    notChip: (text) => `nicht ${text}`,
    filterChip: (field, { in: values, gte, lte, lt }) => {
      if (field === '$id') return `${number(values?.length ?? 0)} ausgewählte`;
      const name = fieldName(field);
      if (typeof gte === 'string' && lt !== undefined) return `${name}: ${span(gte, lt)}`;
      if (values !== undefined)
        return `${name}: ${values.map((value) => readableValue(String(value))).join(', ')}`;
      if (gte === undefined) return `${name}: bis ${lte === undefined ? '' : number(lte)}`;
      return lte === undefined ? `${name}: ab ${shown(gte)}` : `${name}: ${shown(gte)} bis ${number(lte)}`;
    },
    attention: 'Genau hinsehen',
    attentionHelp: 'Sieht für jedes Ihrer Wörter jede Stelle der Bilder an und ordnet sie neu.',
    close: 'Nur Treffer',
  },

  welcome: {
    title: 'Was das ist',
    lead: 'Unseen findet Bilder nach dem, was sie zeigen, sagt warum, und lernt in Sekunden eine neue Kategorie aus ihrem Namen und ein paar Beispielen, ohne Training.',
    close: 'Nicht mehr zeigen',
    find: (caption) => ({ title: 'Finden', text: `Beschreiben Sie ein Bild: „${caption}“.` }),
    explain: {
      title: 'Sehen, warum',
      text: 'Öffnen Sie, was gefunden wurde, und sehen Sie, wohin jedes Wort blickt.',
    },
    teach: {
      title: 'Eine Kategorie lehren',
      text: 'Geben Sie ihr einen Namen, und sehen Sie sofort, was sie erfassen würde.',
    },
  },

  filters: {
    title: 'Filter',
    options: (chosen) =>
      chosen === 0 ? 'Filter und Optionen' : `Filter und Optionen, ${number(chosen)} gesetzt`,
    classes: 'Klassen der Treffer',
    unseen: ', neu',
    hits: () => 'Treffer',
    field: fieldName,
    value: (value) =>
      typeof value === 'boolean'
        ? value
          ? 'Ja'
          : 'Nein'
        : typeof value === 'number'
          ? number(value)
          : readableValue(value),
    more: 'Mehr zeigen',
    fewer: 'Weniger zeigen',
    monthsOf: (year) => `Monate von ${year}`,
    monthName,
    month,
    noValue: 'Keiner in diesem Ergebnis.',
    close: 'Ergebnisse zeigen',
    showResults: (items) => `${count(items, 'Ergebnis', 'Ergebnisse')} zeigen`,
    from: (field) => `${readable(field)}, mindestens`,
    to: (field) => `${readable(field)}, höchstens`,
  },

  sort: {
    label: 'Sortieren nach',
    match: 'Beste Treffer',
    id: 'Name',
    newest: 'Neueste zuerst',
    oldest: 'Älteste zuerst',
    added: 'Zuletzt hinzugefügt',
    up: (field) => `${readable(field)}, aufsteigend`,
    down: (field) => `${readable(field)}, absteigend`,
  },

  recent: {
    label: 'Suchen und Vorschläge',
    save: 'Diese Suche merken',
    forget: 'Gemerkte Suche vergessen',
    saved: (text) => `Gemerkt: ${text}`,
    again: (text) => `Noch einmal: ${text}`,
    ofClass: (name) => `Klasse ${name}`,
    ofValue: (field, value) => `${readable(field)}: ${readableValue(value)}`,
    clear: 'Letzte Suchen vergessen',
  },

  results: {
    title: 'Ergebnisse',
    summary: (shown, more, first) => {
      const hits = more ? `Die besten ${number(shown)} Treffer` : `${number(shown)} Treffer`;
      const time = first === undefined ? '' : ` in ${Math.max(1, Math.round(first.took.total))} ms`;
      return `${hits}${time}${first?.rescored ? ', genau angesehen' : ''}${first?.vetoed ? `, ${number(first.vetoed)} durch „nicht“ zurückgehalten` : ''}${fellAway(first?.rescoreSkipped)}`;
    },
    hit: (rank, title) => `${rank}: ${title}`,
    moved: (places) => (places > 0 ? `↑ ${places}` : `↓ ${-places}`),
    more: 'Mehr zeigen',
    end: (cut, vetoed) =>
      [
        cut > 0
          ? `${count(cut, 'schwächerer Treffer wurde', 'schwächere Treffer wurden')} weggelassen.`
          : 'Keine weiteren Treffer.',
        vetoed > 0 ? `${count(vetoed, 'Bild wurde', 'Bilder wurden')} durch „nicht“ zurückgehalten.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    showTail: (cut) => (cut === 1 ? 'Auch diesen zeigen' : 'Auch diese zeigen'),
    none: 'Hier passt nichts',
    noneText: ({ filter, classes, scope, not }: Query) =>
      Object.keys(filter).length > 0 || classes.length > 0 || scope !== 'all'
        ? 'Kein Bild passt zur Suche und zu den Filtern. Nehmen Sie einen Filter weg, oder suchen Sie mit anderen Wörtern.'
        : not.length > 0
          ? 'Was ohne das Unerwünschte bleibt, ist nicht nahe genug. Nehmen Sie ein „nicht“ weg, oder suchen Sie mit anderen Wörtern.'
          : 'Nichts hier kommt nahe genug. Suchen Sie mit anderen oder weniger Wörtern.',
    dropFilters: 'Alle Filter entfernen',
  },

  code: {
    button: 'Als Code',
    title: 'Diese Suche als Code',
    language: 'Sprache',
    languages: { curl: 'curl', typescript: 'TypeScript', python: 'Python' },
    copy: 'Kopieren',
    tryIt: 'In der Konsole probieren',
  },

  console: {
    title: 'Konsole',
    lead: 'Fragen Sie die Plattform wie ein Programm. Was Sie senden, bleibt in der Liste auf diesem Gerät.',
    reference: 'Alle Anfragen, die es gibt',
    method: 'Methode',
    path: 'Pfad',
    body: 'Inhalt (JSON)',
    send: 'Senden',
    answer: 'Antwort',
    took: (milliseconds) => `in ${number(Math.max(1, Math.round(milliseconds)))} ms`,
    request: (id) => `Anfrage ${id}`,
    history: 'Schon gesendet',
    forget: 'Vergessen',
  },

  words: {
    label: 'Wörter der Anfrage',
    hint: 'Sehen, wohin ein Wort schaut',
    looked: 'Wohin Ihre Wörter schauten',
    heat: 'Wärmebild',
    share: percent,
    explain:
      'Zeigen Sie auf ein Wort, um die Teile des Bildes zu sehen, die es gewichtet. Die Zahl ist sein Anteil an der Anfrage.',
  },

  browse: {
    title: 'Stöbern',
    size: (items) => `${count(items, 'Objekt', 'Objekte')} in dieser Sammlung`,
    tryIt: (text) => `Nach „${text}“ suchen`,
    noneFiltered: 'Kein Bild dieser Sammlung passt zu den Filtern.',
    filtered: (items) => `${count(items, 'Objekt passt', 'Objekte passen')} zu den Filtern`,
    noCollection: (name) => `Es gibt keine Sammlung „${name}“`,
    noCollectionText: 'Vielleicht wurde sie gelöscht, oder die Adresse ist vertippt.',
    empty: (collection) => (collection === 'default' ? 'Noch keine Bilder' : `„${collection}“ ist leer`),
    emptyText:
      'Fügen Sie welche hinzu; Sekunden später lassen sie sich suchen: ohne Stichwörter, ohne Training.',
    add: 'Bilder hinzufügen',
  },

  detail: {
    title: 'Objekt',
    close: 'Schließen',
    previous: 'Voriges',
    next: 'Nächstes',
    like: 'Mehr davon',
    unlike: 'Weniger davon',
    copy: 'Link kopieren',
    copied: 'Kopiert',
    copyByHand: 'Kopieren Sie diese Adresse:',
    startClass: 'Eine Klasse mit diesem Bild beginnen',
    startClassShort: 'Klasse',
    class: 'Klasse',
    about: 'Über dieses Objekt',
    itemJson: 'Als JSON',
    hitJson: 'Dieser Treffer als JSON',
    size: 'Größe',
    pixels: (width, height) => `${number(width)} × ${number(height)}`,
    id: 'Kennung',
    added: 'Hinzugefügt',
    value: shown,
  },

  viewer: {
    bar: 'Das Bild',
    closer: 'Vergrößern',
    farther: 'Verkleinern',
    fit: 'Ganz zeigen',
    scale: (scale) => (scale === 1 ? 'Es ist ganz zu sehen' : `${percent(scale)}: ganz zeigen`),
    full: 'Vollbild',
    leaveFull: 'Vollbild verlassen',
    details: 'Angaben',
    play: 'Diaschau',
    pause: 'Diaschau anhalten',
    region: 'Mit einem Teil suchen',
    regionSearch: 'Mit diesem Teil suchen',
    regionHelp:
      'Ziehen Sie einen Rahmen; Pfeiltasten bewegen ihn, mit Umschalt ändern sie die Größe, Enter sucht',
    written: 'Im Bild geschrieben',
    frames: 'Wörter einrahmen',
  },

  why: {
    title: (rank) => `Warum es auf Platz ${number(rank)} steht`,
    waiting: 'Es wird ermittelt, warum es hier steht …',
    compared: {
      text: {
        image: 'Ihre Wörter und das Bild',
        caption: 'Ihre Wörter und der Bildtext',
        joint: 'Ihre Wörter und Bild mit Bildtext',
        keywords: 'Ihre Wörter, Buchstabe für Buchstabe, und die Wörter des Objekts',
        written: 'Ihre Wörter, und was im Bild geschrieben steht',
      },
      image: {
        image: 'Ihr Bild und dieses Bild',
        caption: 'Ihr Bild und der Bildtext',
        joint: 'Ihr Bild und Bild mit Bildtext',
        keywords: 'Ihr Bild und die Wörter des Objekts',
        written: 'Ihr Bild, und was im Bild geschrieben steht',
      },
      joint: {
        image: 'Wörter und Bild zusammen, und das Bild',
        caption: 'Wörter und Bild zusammen, und der Bildtext',
        joint: 'Wörter und Bild zusammen, und Bild mit Bildtext',
        keywords: 'Wörter und Bild zusammen, und die Wörter des Objekts',
        written: 'Wörter und Bild zusammen, und was im Bild geschrieben steht',
      },
    },
    reached: (rank, score) => `Von allen das ${place(rank)}-nächste, Ähnlichkeit ${closeness(score)}.`,
    notReached: (score) => `Nicht unter den nächsten, Ähnlichkeit ${closeness(score)}.`,
    sure: {
      certain: (match) => `Fast sicher das Gesuchte: eine Übereinstimmung von ${match} aus 100.`,
      probable: (match) => `Wahrscheinlich das Gesuchte: eine Übereinstimmung von ${match} aus 100.`,
      possible: (match) =>
        `Gut möglich, dass es das Gesuchte ist: eine Übereinstimmung von ${match} aus 100.`,
      hardly: (match) => `Kaum das Gesuchte: eine Übereinstimmung von ${match} aus 100.`,
      not: (match) => `Höchstwahrscheinlich nicht das Gesuchte: eine Übereinstimmung von ${match} aus 100.`,
    },
    best: (compared, rank) => `Am meisten zählte: ${compared}, Platz ${number(rank)} unter allen.`,
    mostly: (word) => `„${word}“ zählte am meisten.`,
    figures: 'Die Zahlen',
    together: 'Alle Vergleiche zusammen',
    fused: (rank) => `Ergaben Platz ${number(rank)}.`,
    attention: 'Aufmerksamkeit, Wort für Wort',
    selfAttention: 'Selbstaufmerksamkeit',
    stayed: (rank) => `Sah jede Gegend des Bildes an und ließ es auf Platz ${number(rank)}.`,
    rose: (from, to) =>
      `Sah jede Gegend des Bildes an und hob es von Platz ${number(from)} auf ${number(to)}.`,
    fell: (from, to) =>
      `Sah jede Gegend des Bildes an und senkte es von Platz ${number(from)} auf ${number(to)}.`,
    noAttention: 'Keine Aufmerksamkeit',
    notRescored: (rank) => `Dieser Treffer wurde nicht genau angesehen; er bleibt auf Platz ${number(rank)}.`,
    skipped: {
      not_requested: 'Genau hinzusehen ist abgeschaltet; die Vergleiche allein entscheiden.',
      not_applicable: 'Genau hinzusehen braucht Wörter auf der einen und ein Bild auf der anderen Seite.',
      deadline: 'Genau hinzusehen dauerte diesmal zu lange; die Vergleiche allein entscheiden.',
      failed: 'Genau hinzusehen schlug diesmal fehl; die Vergleiche allein entscheiden.',
    },
    named: (word) => `„${word}“ nennt eine Klasse`,
    ofClass: (name, probability) =>
      `Es gehört mit einer Wahrscheinlichkeit von ${percent(probability)} zu „${name}“; das zählt für seinen Platz.`,
    unwanted: (text) => `Sie sagten „nicht ${text}“`,
    likeness: (score) => `Seine Ähnlichkeit damit ist ${closeness(score)}.`,
  },
};
