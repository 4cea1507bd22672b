import { count, number, rounded } from './format.ts';
import type { Texts } from './texts.ts';

/** The German texts of adding pictures. */
export const ingestTexts: Pick<Texts, 'ingest'> = {
  ingest: {
    title: 'Bilder hinzufügen',
    lead: 'Legen Sie Bilder oder einen ganzen Ordner ab. Jedes lässt sich suchen, sobald es da ist.',
    into: 'In die Sammlung',
    intoHelp: 'Ein neuer Name legt eine neue Sammlung an.',
    intoNamed: (name) => `Wird so genannt; „${name}“ in Adressen und Programmen.`,
    intoWrong: 'Geben Sie einen Namen mit einem Buchstaben von a bis z oder einer Ziffer ein.',
    drop: 'Bilder oder einen Ordner hier ablegen',
    dropNow: 'Loslassen zum Hinzufügen',
    kinds: 'JPEG, PNG, WebP, GIF, TIFF, AVIF, HEIC oder Rohdaten einer Kamera',
    chooseFiles: 'Bilder wählen',
    chooseFolder: 'Ordner wählen',
    none: 'Unter diesen Dateien ist kein Bild.',
    passedOver: (kinds) =>
      `Übergangen, weil keine Bilder: ${kinds.map(([ending, files]) => `${number(files)} ${ending}`).join(', ')}.`,
    fromHere: 'Von diesem Gerät',
    progress: (done, total) => `${number(done)} von ${number(total)}`,
    rate: (perSecond) => `${rounded(perSecond)} pro Sekunde`,
    left: (seconds) =>
      seconds < 90
        ? `noch ${Math.ceil(seconds)} s`
        : seconds < 5400
          ? `noch ${Math.round(seconds / 60)} min`
          : `noch ${rounded(seconds / 3600)} h`,
    same: (known) => `${count(known, 'war', 'waren')} schon da`,
    failed: (failures) => `${number(failures)} fehlgeschlagen`,
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    cancel: 'Abbrechen',
    retry: 'Fehlgeschlagene wiederholen',
    finished: 'Fertig',
    finishedBut: (failures) => `Fertig bis auf ${number(failures)}`,
    nothingAdded: 'Nichts wurde hinzugefügt',
    paused: 'Angehalten',
    cancelled: 'Abgebrochen',
    searchThem: 'Darin suchen',
    inParts: 'arbeitet in Teilen, der erste braucht einen Augenblick',
    failures: (failures) => `${count(failures, 'Bild konnte', 'Bilder konnten')} nicht hinzugefügt werden`,
    failuresMore: 'Weitere Fehler',
    server: 'Vom Server',
    serverLead:
      'Für ganze Kataloge: Ein Auftrag liest Dateien unterhalb des Importordners und übersteht Neustarts.',
    type: 'Art der Quelle',
    types: {
      folder: 'Ordner mit Bildern',
      csv: 'CSV-Tabelle',
      jsonl: 'JSON-Zeilen',
      shopify: 'Shopify-Produkte',
      coco: 'COCO',
      flickr: 'Flickr-Bildtexte',
      karpathy: 'Karpathy-Aufteilung',
      archive: 'Zip- oder Tar-Archiv',
      export: 'Export einer Sammlung',
    },
    clearings: { deletion: 'Löschen der Sammlung', emptying: 'Leeren der Sammlung' },
    path: 'Pfad unterhalb des Importordners',
    annotations: 'Datei mit den Bildtexten',
    start: 'Auftrag starten',
    jobs: 'Aufträge',
    noJobs: 'Noch kein Auftrag. Legen Sie oben einen Ordner ab, oder starten Sie einen aus dem Importordner.',
    states: {
      queued: 'Wartet',
      running: 'Läuft',
      paused: 'Angehalten',
      completed: 'Fertig',
      cancelled: 'Abgebrochen',
      failed: 'Fehlgeschlagen',
      blocked: 'Blockiert',
    },
    skipped: (items) => `${number(items)} übersprungen`,
    job: (type, path) => `${type}: ${path}`,
  },
};
