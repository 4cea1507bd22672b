import { count, date, degrees, moments, monthShort, number } from './format.ts';
import type { Texts } from './texts.ts';

/** The texts of the map and the time line of a collection, in German. */
export const mapTexts: Pick<Texts, 'map' | 'timeline'> = {
  map: {
    title: 'Karte',
    of: (name) => `Karte von ${name}`,
    leads: {
      likeness: 'Die ganze Sammlung von oben: Was sich ähnlich sieht, liegt beisammen.',
      place: 'Jedes Bild liegt da, wo es aufgenommen wurde, soweit es das sagt.',
    },
    by: 'Wonach sie geht',
    ways: { likeness: 'Nach Ähnlichkeit', place: 'Nach Ort' },
    none: 'Noch keine Karte',
    noneText:
      'Sie zu zeichnen dauert einige Sekunden bei tausend Bildern und etwa eine Minute bei hunderttausend. Es geht weiter, wenn Sie die Seite verlassen.',
    make: 'Karte zeichnen',
    again: 'Neu zeichnen',
    made: (at, changed) =>
      `Gezeichnet am ${date(at)}${changed === 0 ? '' : `, ${count(changed, 'Objekt', 'Objekte')} seither neu oder geändert`}`,
    making: (done, total) =>
      done === 0
        ? `${count(total, 'Objekt wird', 'Objekte werden')} angeordnet`
        : `${number(done)} von ${number(total)} haben ihren Platz`,
    makingShort: 'Die Karte wird gezeichnet',
    noPlaces: 'Kein Bild sagt, wo es aufgenommen wurde',
    noPlacesText:
      'Orte bleiben weg, solange sie niemand verlangt, der Unseen betreibt (UNSEEN_READ_PLACES): Sie könnten zeigen, wo jemand wohnt. Eine Tabelle kann sie als latitude und longitude mitbringen.',
    canvas: (items) => `Karte von ${count(items, 'Objekt', 'Objekten')}`,
    keys: 'Pfeiltasten verschieben die Karte, Plus und Minus zoomen, 0 zeigt sie ganz, die Eingabetaste öffnet, was in der Mitte liegt, und x wählt es aus. Was zu sehen ist, steht darunter als Liste.',
    acts: 'Die Karte',
    lasso: 'Mit einer Linie umfahren und auswählen',
    drawing: 'Umfahren Sie mit einer Linie, was Sie wollen',
    nearer: 'Näher',
    farther: 'Weiter weg',
    whole: 'Ganz zeigen',
    inSight: (items) => `${number(items)} zu sehen`,
    chosen: (items) => `${number(items)} ausgewählt`,
    firstOf: (items) => `Die ersten ${number(items)} sind aufgeführt.`,
    showOnly: 'Nur diese zeigen',
    tooMany: 'Zu viele für eine Adresse. Setzen Sie ein Feld bei ihnen und filtern Sie danach.',
    latitude: (value) => degrees(value, 'N', 'S'),
    longitude: (value) => degrees(value, 'O', 'W'),
  },
  timeline: {
    title: 'Zeitleiste',
    goTo: (moment, items) => `${moments(moment)}: ${count(items, 'Objekt', 'Objekte')}`,
    holds: (items) => count(items, 'Objekt', 'Objekte'),
    month: (moment) => monthShort(`${moment}-01`),
    from: (moment) => `Beginnt bei ${moments(moment)}`,
    start: 'Von Anfang an zeigen',
  },
};
