/** A text as people compare it: written out letter by letter, apart from how the product does it. */
export function foldedPlainly(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Words, found by walking over the characters. */
export function foldedWords(text: string): string[] {
  const words = [''];
  for (const character of foldedPlainly(text)) {
    if (/[\p{L}\p{M}\p{N}]/u.test(character)) words[words.length - 1] += character;
    else words.push('');
  }
  return words.filter((word) => word !== '');
}

/** Milliseconds since 1970 of a date of ISO 8601, added up from its numbers; undefined for any other text. */
export function instantPlainly(text: string): number | undefined {
  const [date = '', time, ...rest] = text.split('T');
  if (rest.length > 0 || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  if (time === undefined) return midnight;
  const parts = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?$/.exec(time);
  if (!parts) return undefined;
  const [, hour, minute, second = '0', fraction = '0', zone = 'Z'] = parts;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const [zoneHours, zoneMinutes] = zone === 'Z' ? [0, 0] : zone.slice(1).split(':').map(Number);
  const offset = (zone.startsWith('-') ? -1 : 1) * (zoneHours! * 60 + zoneMinutes!);
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000 + 1e-9);
  return (
    midnight + ((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)) * 1000 + milliseconds
  );
}
