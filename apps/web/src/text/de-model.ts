import { count, number } from './format.ts';
import type { Texts } from './texts.ts';

/** What the system page says of model packs, in German. */
export const modelTexts: Pick<Texts, 'model'> = {
  model: {
    title: 'Modellpakete',
    inUse: 'In Gebrauch',
    goOver: 'Umstellen',
    goOverTo: (pack) => `Auf ${pack} umstellen`,
    whatHappens:
      'Alles Gespeicherte wird damit neu eingebettet, während die Suche weiterläuft. Danach stellt sie um; die früheren Vektoren bleiben, sodass der Weg zurück nur Augenblicke dauert.',
    states: {
      embedding: (from, to) => `Alles wird mit ${to} eingebettet. Gesucht wird mit ${from}.`,
      settling: (_from, to) => `Gesucht wird mit ${to}. Was zuletzt hinzukam, folgt.`,
      completed: (from, to) => `Von ${from} auf ${to} umgestellt.`,
      cancelled: (from, to) => `Die Umstellung von ${from} auf ${to} wurde aufgegeben.`,
    },
    waiting: (failed, from) =>
      `${count(failed, 'Objekt konnte', 'Objekte konnten')} nicht eingebettet werden; gesucht wird weiter mit ${from}.`,
    embedded: (embedded, items, failed) =>
      `${number(embedded)} von ${count(items, 'Objekt', 'Objekten')} eingebettet${failed > 0 ? `, ${number(failed)} fehlgeschlagen` : ''}`,
    giveUp: 'Aufgeben',
    leaveBehind: 'Ohne sie weitermachen',
  },
};
