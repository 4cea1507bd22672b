import { date, number } from './format.ts';
import type { Texts } from './texts.ts';

/** The German texts of the keys page. */
export const keyTexts: Pick<Texts, 'keys'> = {
  keys: {
    title: 'Schlüssel',
    lead: 'Mit einem Schlüssel darf ein Programm oder ein Mensch die Plattform aufrufen, und zwar nur für das, was er nennt.',
    open: 'Diese Plattform ist offen: Wer sie erreicht, darf alles. Mit UNSEEN_API_KEY verlangt sie einen Schlüssel.',
    none: 'Noch keine Schlüssel. Jedes Programm, das aufruft, bekommt am besten einen eigenen.',
    make: 'Schlüssel anlegen',
    name: 'Wofür er ist',
    namePlaceholder: 'Schaufenster',
    scopes: 'Darf',
    scope: { search: 'Suchen', ingest: 'Hinzufügen', admin: 'Verwalten' },
    scopeText: {
      search: 'suchen, Objekte und ihre Bilder ansehen',
      ingest: 'Objekte hinzufügen, ändern und löschen, Aufträge starten',
      admin: 'Sammlungen, Klassen und Schlüssel verwalten',
    },
    expiry: 'Gültig',
    expiries: {
      month: '30 Tage',
      quarter: '90 Tage',
      year: 'Ein Jahr',
      day: 'Bis zu einem Tag Ihrer Wahl',
      never: 'Ohne Ende',
    },
    day: 'Letzter Tag',
    limit: 'Anfragen pro Minute',
    noLimit: 'Unbegrenzt',
    ends: (status, at) =>
      status === 'revoked'
        ? `Widerrufen ${at === null ? '' : date(at)}`
        : status === 'expired'
          ? `Abgelaufen ${at === null ? '' : date(at)}`
          : at === null
            ? 'Ohne Ende'
            : `Bis ${date(at)}`,
    used: (at) => (at === null ? 'Nie benutzt' : `Benutzt ${date(at)}`),
    atMost: (requests) => `Höchstens ${number(requests)} pro Minute`,
    thisTab: 'In diesem Tab in Gebrauch',
    made: (name) => `Der Schlüssel für „${name}“`,
    onlyNow:
      'Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt, und niemand kann ihn später nachsehen.',
    copy: 'Schlüssel kopieren',
    hide: 'Schlüssel ausblenden',
    rotate: (name) => `Schlüssel für „${name}“ ersetzen`,
    rotateShort: 'Ersetzen',
    rotateText:
      'Ein neuer Schlüssel mit denselben Rechten entsteht. Der alte gilt noch eine Weile, damit alle umstellen können.',
    overlap: 'Der alte Schlüssel gilt noch',
    overlaps: { 0: 'keine Sekunde länger', 3600: 'eine Stunde', 86400: 'einen Tag', 604800: 'eine Woche' },
    revoke: (name) => `Schlüssel für „${name}“ widerrufen`,
    revokeShort: 'Widerrufen',
    revokeText:
      'Wer ihn benutzt, wird innerhalb einer Sekunde abgewiesen. Ein widerrufener Schlüssel kommt nicht zurück.',
    revokeAct: 'Schlüssel widerrufen',
  },
};
