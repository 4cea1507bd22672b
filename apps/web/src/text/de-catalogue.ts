import type { CatalogueVersion } from '@unseen/client';
import { count, date, number, percent, percentBelow, rounded } from './format.ts';
import type { Texts } from './texts.ts';

const ACTIONS: Readonly<Record<string, (classes: number) => string>> = {
  'class.add': () => 'Klasse hinzugefügt',
  'class.change': () => 'Klasse geändert',
  'class.remove': () => 'Klasse gelöscht',
  'catalogue.import': (classes) => `Import von ${count(classes, 'Klasse', 'Klassen')}`,
  'catalogue.rollback': (classes) => `Weg zurück, ${count(classes, 'Klasse', 'Klassen')} geändert`,
  'catalogue.calibrate': () => 'Ausgeglichen',
};

function named(classes: CatalogueVersion['classes'], changed: number): string {
  if (classes.length === 0) return '';
  const more = changed > classes.length ? ` und ${number(changed - classes.length)} weitere` : '';
  return `: ${classes.map(({ name }) => `„${name}“`).join(', ')}${more}`;
}

const METHODS: Readonly<Record<string, string>> = {
  inn: 'Inneres Produkt',
  self: 'Selbstaufmerksamkeit',
  imfa: 'IMFA',
};

/** The German texts of the catalogue: classes, what no class explains, versions, quality. */
export const catalogueTexts: Pick<
  Texts,
  | 'scope'
  | 'catalogue'
  | 'classForm'
  | 'members'
  | 'preview'
  | 'unknown'
  | 'mismatches'
  | 'check'
  | 'versions'
  | 'transfer'
  | 'calibration'
  | 'quality'
> = {
  scope: { all: 'Alle', seen: 'Bekannt', unseen: 'Neu' },

  catalogue: {
    title: 'Katalog',
    lead: 'Geben Sie einer Kategorie einen Namen, und sie wirkt sofort: Nichts wird trainiert, nichts neu eingebettet.',
    views: 'Ansichten des Katalogs',
    tab: {
      classes: 'Klassen',
      unknown: 'Ohne Klasse',
      mismatches: 'Unstimmig',
      versions: 'Versionen',
      quality: 'Güte',
      check: 'Prüfung',
    },
    none: 'Noch keine Klassen',
    noneText:
      'Eine Klasse ist eine Kategorie mit einem Namen. Legen Sie eine an, oder sehen Sie, was in Ihren Bildern zusammenliegt.',
    add: 'Klasse anlegen',
    seeUnknown: 'Vorschläge ansehen',
    find: 'Klasse finden',
    scope: 'Welche Klassen',
    total: (classes) => count(classes, 'Klasse', 'Klassen'),
    counting: (done, all) => `Es wird noch gezählt (${number(done)} von ${number(all)})`,
    noMatch: 'Keine Klasse heißt so.',
    seen: 'Bekannt',
    unseen: 'Neu',
    off: 'Aus',
    holds: (items, examples) =>
      `${count(items, 'Objekt', 'Objekte')} insgesamt · ${examples === 0 ? 'nur Wörter' : count(examples, 'Beispiel', 'Beispiele')}`,
    searchIt: 'Darin suchen',
    catchesNothing: 'Sie erfasst hier noch kein Bild.',
    edit: (name) => `„${name}“ bearbeiten`,
    added: (name) => `„${name}“ wirkt jetzt.`,
    changed: (name) => `„${name}“ ist geändert.`,
    remove: (name) => `„${name}“ löschen`,
    removeText: (items) =>
      `${items === 0 ? 'Kein Objekt trägt sie.' : `${count(items, 'Objekt trägt', 'Objekte tragen')} sie jetzt; sie fallen an die nächste Klasse oder an keine.`} Kein Bild wird gelöscht, und eine frühere Version bringt die Klasse zurück.`,
    removeAct: 'Klasse löschen',
    removed: (name) => `„${name}“ ist gelöscht. Unter Versionen geht es zurück.`,
  },

  classForm: {
    name: 'Name',
    nameHelp: 'Wonach man suchen würde: „Drachenfrucht“. Das mitgelieferte Modell versteht Englisch.',
    description: 'Beschreibung',
    descriptionHelp: 'Wie eines aussieht. Freiwillig.',
    synonyms: 'Andere Namen',
    synonymsHelp: 'Durch Kommas getrennt. Freiwillig.',
    examples: 'Beispiele',
    examplesHelp:
      'Drei Bilder sagen mehr als alle Wörter. Wählen Sie hier welche oder unter dem, was sie erfassen würde.',
    findExamples: 'Bilder finden',
    findWords: 'Beschreiben Sie Bilder, die sie zeigen',
    ownPictures: 'Eigene Bilder',
    useAsExample: (title) => `Beispiel: ${title}`,
    hiddenStay: (examples) =>
      `${count(examples, 'weiteres Beispiel bleibt', 'weitere Beispiele bleiben')}, lässt sich hier aber nicht zeigen.`,
    hiddenGo: (examples) =>
      `${count(examples, 'Beispiel, das', 'Beispiele, die')} sich hier nicht zeigen lassen, werden mit ersetzt.`,
    parent: 'Eine Art von',
    parentHelp: 'Eine Klasse, zu der sie gehört: Wer nach jener sucht, findet auch diese. Freiwillig.',
    seen: 'Das Modell kennt sie gut',
    seenHelp:
      'Für Kategorien mit vielen Beispielen oder so gewöhnliche wie „dog“. Für neue bleibt es aus: So bekommen sie ihren gerechten Anteil.',
    on: 'In Gebrauch',
    create: 'Klasse anlegen',
    save: 'Speichern',
    line: (line) => `Grenze: Ab einer Übereinstimmung von ${rounded(line * 100)} gehört etwas dazu`,
    lineHelp:
      'Nach links nimmt sie mehr auf, nach rechts ist sie strenger. Die Vorschau zeigt, was das heißt.',
    saving: 'Wird gespeichert …',
  },

  members: {
    title: 'Was sie jetzt enthält',
    lead: 'Die unsichersten zuerst. Was Sie bestätigen, wird ein Beispiel für sie; was Sie ablehnen, ein Beispiel für das, was sie nicht ist.',
    histogram: 'Wie sicher ihre Objekte sind',
    bar: (from, to, items) =>
      `${count(items, 'Objekt', 'Objekte')}, zu ${percent(from)} bis ${percent(to)} sicher`,
    confirm: (title, name) => `${title}: gehört zu „${name}“`,
    reject: (title, name) => `${title}: gehört nicht zu „${name}“`,
    judged: (items) => `${count(items, 'Urteil', 'Urteile')} abgegeben; die Klasse arbeitet schon damit.`,
    shown: (some, all) => `${number(some)} von ${number(all)} gezeigt.`,
  },

  preview: {
    title: 'Was sie erfassen würde',
    waiting: 'Mit einem Namen zeigt sich hier, was sie erfassen würde, bevor etwas gespeichert ist.',
    items: (items, reached) =>
      `${count(items, 'Objekt', 'Objekte')}, von ${number(reached)}, die nahe genug sind.`,
    looking: 'Es wird nachgesehen …',
    nameTaken: 'So heißt schon eine andere Klasse. Wählen Sie einen anderen Namen, oder ändern Sie jene.',
    nothing: 'Noch nichts. Andere Wörter oder einige Beispiele würden helfen.',
    sure: (probability) => `zu ${percent(probability)} sicher`,
    from: (name) => `jetzt „${name}“`,
    collision: (word, name, as) =>
      as === 'name'
        ? `„${word}“ heißt schon eine andere Klasse.`
        : `„${word}“ ist auch ein anderer Name für „${name}“.`,
    neighbors: 'In ihrer Nähe',
    neighborsHelp: 'Je näher zwei Klassen liegen, desto leichter werden sie verwechselt.',
    neighbor: 'Klasse',
    nearness: 'Nähe',
    loses: 'Objekte, die sie verlöre',
    wouldLose: (items) => `verlöre ${count(items, 'Objekt', 'Objekte')}`,
  },

  unknown: {
    lead: (looked) =>
      `${count(looked, 'Objekt hat', 'Objekte haben')} keine Klasse. Diese liegen zusammen: Ein Name macht eine Klasse aus ihnen.`,
    none: 'Nichts ist übrig',
    noneText: 'Jedes Objekt hat eine Klasse, oder die übrigen liegen zu weit auseinander, um eine zu sein.',
    name: 'Name',
    size: (items, tightness) => `${count(items, 'Objekt', 'Objekte')}, zu ${percent(tightness)} ähnlich`,
    make: 'Klasse daraus machen',
    look: 'Genauer ansehen',
    dismiss: 'Verwerfen',
    dismissed: (items) =>
      `${count(items, 'Objekt wird', 'Objekte werden')} nicht mehr vorgeschlagen, solange sie bleiben, wie sie sind.`,
    takeBack: 'Verworfenes wieder vorschlagen',
    join: 'Mit anderen Gruppen verbinden',
    joinTitle: (groups, items) => `${number(groups)} Gruppen mit ${count(items, 'Objekt', 'Objekten')}`,
    joinName: 'Name für alle',
    joinAct: 'Eine Klasse daraus machen',
  },

  mismatches: {
    lead: (looked) =>
      `Von ${count(looked, 'Paar', 'Paaren')} aus Bild und Bildtext passen diese am schlechtesten: Der Text kann falsch sein oder zu einem anderen Bild gehören.`,
    none: 'Keine Paare zu prüfen',
    noneText: 'Diese Sammlung hat keine Bilder mit Bildtexten, oder zu wenige zum Vergleichen.',
    match: (match) => `Übereinstimmung ${number(Math.round(match * 100))} von 100.`,
    better: (share) =>
      share === 0
        ? 'Kein anderer Bildtext passt besser.'
        : `${percentBelow(share)} der anderen Bildtexte passen besser.`,
  },

  check: {
    none: 'Nichts zu richten',
    noneText: 'Keine Klassen stoßen zusammen, jede erfasst etwas, und die bekannten haben Beispiele.',
    and: ' und ',
    kinds: {
      near_duplicate: {
        title: 'Schwer zu unterscheiden',
        text: 'Geben Sie beiden Beispiele, oder machen Sie die eine zu einer Art der anderen.',
      },
      word_collision: {
        title: 'Gemeinsame Wörter',
        text: 'Wer das Wort sucht, findet beide. Gut, wenn es so gemeint ist.',
      },
      no_items: {
        title: 'Leer',
        text: 'Nichts Gespeichertes gehört zu ihnen. Beispiele würden helfen, oder sie können weg.',
      },
      seen_without_exemplars: {
        title: 'Bekannt, aber ohne Beispiele',
        text: 'Fügen Sie Beispiele hinzu, oder nennen Sie sie neu: Bekannte Klassen halten sich zugunsten der anderen zurück.',
      },
    },
  },

  versions: {
    lead: 'Jede Änderung macht eine Version, die bleibt, wie sie war. Wer zurückgeht, macht eine neue: Nichts geht verloren, nichts wird neu eingebettet.',
    none: 'Noch keine Versionen',
    noneText: 'Mit der ersten Klasse entsteht die erste.',
    name: (version) => `Version ${number(version)}`,
    inForce: 'Gilt jetzt',
    empty: 'Vor der ersten Klasse',
    published: 'Veröffentlicht',
    made: ({ action, changed, classes, actor, at }) =>
      [`${ACTIONS[action]?.(changed) ?? action}${named(classes, changed)}`, actor, date(at)].join(' · '),
    change: 'Änderungen',
    since: 'Seitdem',
    back: (version) => `Zurück zu Version ${number(version)}`,
    backShort: 'Zurück',
    backText:
      'Eine neue Version entsteht, die dieser gleicht. Sie gilt sofort, und auf demselben Weg geht es wieder zurück.',
    backAct: 'Zurückgehen',
    publish: (version) => `Version ${number(version)} veröffentlichen`,
    publishAct: 'Veröffentlichen',
    publishFirst:
      'Kennzeichnet sie als die, zu der Sie stehen. Spätere Versionen können an ihr gemessen werden, bevor sie veröffentlicht werden.',
    publishText: (published) =>
      `Sie löst Version ${number(published)} als die ab, zu der Sie stehen. Gesucht wird mit der geltenden Version, außer wenn Schlüssel nur Veröffentlichtes sehen.`,
    gate: 'Nur wenn sie nicht schlechter urteilt, gemessen am Feld',
    gateNone: 'Ohne Prüfung veröffentlichen',
    maxDrop: 'Der Wert für beide zusammen darf fallen um, in Punkten',
    judging: 'Erst wird gemessen, dann veröffentlicht. Es läuft weiter, wenn Sie die Seite verlassen.',
    blocked: 'Nicht veröffentlicht',
    figuresAt: 'Ihre Zahlen stehen unter Güte.',
    wentOut: (version) => `Version ${number(version)} ist veröffentlicht.`,
    passed: (version, harmonic, before) =>
      `Version ${number(version)} ist veröffentlicht: Ihr Wert für bekannt und neu zusammen beträgt ${percent(harmonic)}${
        before === undefined ? '' : `, das von Version ${number(before.version)} ${percent(before.harmonic)}`
      }.`,
    served: 'Was Schlüssel von Shops und Apps sehen',
    servedAs: { latest: 'Jede Änderung', published: 'Nur Veröffentlichtes' },
    servedText: {
      latest: () => 'Sie suchen mit der geltenden Version: Jede Änderung zählt sofort.',
      published: (published) =>
        `Sie suchen mit Version ${number(published)}, bis eine andere veröffentlicht wird. Wer verwalten darf, sieht jede Änderung.`,
    },
    wentBack: (to, made) => `Version ${number(made)} gleicht Version ${number(to)}.`,
    between: (from, to) => `Von Version ${number(from)} zu Version ${number(to)}`,
    same: 'Die Klassen und was sie erfassen sind gleich.',
    added: (name) => `${name} hinzugefügt`,
    removed: (name) => `${name} gelöscht`,
    changed: (name, fields) => `${name}: ${fields.join(', ')} geändert`,
    moved: 'Objekte, die die Klasse wechseln',
    noClass: 'keine Klasse',
    items: (items) => count(items, 'Objekt', 'Objekte'),
  },

  transfer: {
    import: 'Import',
    importFile: (name) => `${name} importieren`,
    importText:
      'Alle Klassen der Datei werden übernommen oder, wenn eine Zeile falsch ist, keine. Die Änderung macht eine Version, und Sie können zurückgehen.',
    importAct: 'Klassen importieren',
    replace: 'Klassen löschen, die in der Datei fehlen',
    imported: (done) =>
      `Importiert: ${number(done.added)} hinzugefügt, ${number(done.changed)} geändert, ${number(done.unchanged)} unverändert, ${number(done.removed)} gelöscht.`,
    exportAs: (format) => `Export als ${format.toUpperCase()}`,
  },

  calibration: {
    title: 'Ausgleich zwischen bekannt und neu',
    text: 'Klassen mit vielen Beispielen setzen sich leicht gegen neue durch. Was sie abgeben müssen, wird aus Ihren Beispielen gelernt.',
    act: 'Ausgleich lernen',
    learned: (learned) =>
      `Bekannte Klassen geben ${rounded(learned.seenFactor)} ab. Auf ${count(learned.items, 'zurückgehaltenem Bild', 'zurückgehaltenen Bildern')} geht der Wert für beide zusammen von ${percent(learned.harmonicBefore)} auf ${percent(learned.harmonicAfter)}.`,
  },

  quality: {
    waiting: 'Wartet, bis es an der Reihe ist …',
    classes: 'Werden Klassen unterschieden?',
    classesText:
      'Wählen Sie ein Feld, das die Klasse eines Objekts nennt; jedes Objekt mit diesem Feld wird an seinen gespeicherten Vektoren beurteilt.',
    noFields:
      'Kein Feld dieser Sammlung könnte eine Klasse nennen. Fügen Sie Objekte mit einem hinzu, und ihre Klassen lassen sich beurteilen.',
    field: 'Feld, das die Klasse nennt',
    against: 'Vergleichen mit',
    againstNone: 'Keiner anderen Version',
    measure: 'Messen',
    top1: 'Erster Tipp',
    top5: 'Erste fünf',
    uncalibrated: 'Ohne Ausgleich',
    before: (version) => `Version ${number(version)}`,
    harmonic: 'Beide zusammen',
    harmonicHelp:
      'Der Wert für beide zusammen ist das harmonische Mittel: hoch nur, wo bekannte und neue Klassen unterschieden werden.',
    summary: (items, unlabelled, unknown) =>
      `${count(items, 'Objekt', 'Objekte')} beurteilt, ${number(unlabelled)} ohne eine Klasse aus dem Katalog. Für ${percent(unknown)} war keine Klasse nahe genug.`,
    gain: (share, version) =>
      `Der Wert für beide zusammen ${share < 0 ? 'fällt' : 'steigt'} seit Version ${number(version)} um ${rounded(Math.abs(share) * 100)} Punkte.`,
    barsLabel: (seen, unseen, harmonic) =>
      `Erste Tipps: ${percent(seen)} richtig bei bekannten Klassen, ${percent(unseen)} bei neuen, ${percent(harmonic)} für beide zusammen.`,
    ausuc: (value) =>
      `Über jedes Gleichgewicht der beiden: ${value.toFixed(3)} von 1 (in Veröffentlichungen AUSUC). Zahlen sind Mittel über Klassen.`,
    perClass: 'Klasse für Klasse, die schlechteste zuerst',
    items: 'Objekte',
    right: 'Erster Tipp richtig',
    retrieval: 'Finden Wörter Bilder?',
    retrievalText:
      'Eine Auswertung sucht mit jedem Bildtext und jedem Bild eines Satzes und zählt, wie oft das richtige erscheint.',
    start: 'Einen Satz von Bildern mit Bildtexten auswerten',
    startAct: 'Starten',
    paths: {
      images: 'Bilder, im Importordner',
      annotations: 'Datei mit den Bildtexten',
      split: 'Aufteilung (freiwillig)',
    },
    noEvaluations: 'Noch nichts ausgewertet.',
    earlier: 'Früher gemessen',
    measured: (field, asOf, against) =>
      `Nach ${field}, ${asOf === undefined ? 'die geltende Version' : `Version ${number(asOf)}`}${
        against === undefined ? '' : ` neben Version ${number(against)}`
      }`,
    publication: (field, version) => `Nach ${field}, um Version ${number(version)} zu veröffentlichen`,
    source: (annotations, split) => (split === undefined ? annotations : `${annotations}, ${split}`),
    show: 'Zeigen',
    retrievalSummary: (pictures, captions, pack) =>
      `${count(pictures, 'Bild', 'Bilder')}, ${count(captions, 'Bildtext', 'Bildtexte')}, Modellpaket ${pack}.`,
    direction: { textToImage: 'Wörter finden Bilder', imageToText: 'Bilder finden Wörter' },
    recallAt: (place) => `R@${place}`,
    curveLabel: (direction) =>
      `${direction}: Trefferquote bei 1, 5 und 10 je Verfahren; die Zahlen stehen in der Tabelle.`,
    groups: (direction) => `${direction}: erster Platz richtig, bekannt und neu`,
    method: (name) => METHODS[name] ?? name,
    methodName: 'Verfahren',
    directionName: 'Richtung',
    medianRank: 'Mittlerer Platz',
    allFigures: 'Alle Zahlen',
  },
};
