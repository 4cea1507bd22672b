/**
 * A price as people write it: `1,299.00`, `1.299,00 €`, `12,50`, `€5`, `CHF 1'299.-`, `$ 20`. What stands alone as a group of three after a comma is
 * thousands (`1,299`); a single point is a decimal point (`1.299`).
 *
 * @returns undefined for what is no price
 */
export function parsePrice(text: string): number | undefined {
  const bare = text
    .normalize('NFKC')
    .replace(/^[\s]*(?:[a-z]{2,3}\b|\p{Sc})?\s*/iu, '')
    .replace(/\s*(?:[a-z]{2,3}\.?|\p{Sc})?\s*$/iu, '')
    .replaceAll(/[\s'\u2019_]/gu, '')
    .replace(/[.,](?:-+|\u2013|\u2014)$/u, '');
  const match = /^(-?)(\d[\d.,]*)$/.exec(bare);
  if (match === null) return undefined;
  const [, sign = '', digits = ''] = match;
  const value = Number(sign + toPlain(digits));
  return Number.isFinite(value) && /^[\d.]+$/.test(toPlain(digits)) ? value : undefined;
}

function toPlain(digits: string): string {
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  if (comma !== -1 && point !== -1) {
    return comma > point ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '');
  }
  if (comma === -1) return digits.split('.').length > 2 ? digits.replaceAll('.', '') : digits;
  const thousands = /^\d{1,3}(?:,\d{3})+$/.test(digits);
  return thousands ? digits.replaceAll(',', '') : digits.replace(',', '.');
}

/** Whether a column holds prices by its name: `price`, `Variant Price`, `sale_price`, `Preis (EUR)`. */
export function isPriceColumn(name: string): boolean {
  return /(?:^|[\s_\-.(])(?:price|preis|prix|precio|prezzo|prijs|cena|msrp|rrp|uvp|cost|amount)(?:$|[\s_\-.)])/i.test(
    name,
  );
}
