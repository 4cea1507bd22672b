/**
 * What Google Photos knows of a picture, as Google Takeout writes it beside it: its description as caption; when it was taken, who is on it and whether
 * it is a favorite as metadata; where it was taken only when asked.
 *
 * @returns undefined for any other object
 */
export function readTakeout(
  object: Readonly<Record<string, unknown>>,
  withPlace: boolean,
): { captions: unknown[]; metadata: Record<string, unknown> } | undefined {
  const takenAt = momentOf(object['photoTakenTime']);
  if (takenAt === undefined || typeof object['title'] !== 'string') return undefined;
  const { description, people, favorited } = object;
  const names = Array.isArray(people) ? people.flatMap((person) => textIn(person, 'name')) : [];
  const place = withPlace ? (placeOf(object['geoData']) ?? placeOf(object['geoDataExif'])) : undefined;
  return {
    captions: typeof description === 'string' ? [description] : [],
    metadata: {
      takenAt,
      ...(names.length > 0 && { people: names }),
      ...(favorited === true && { favorite: true }),
      ...(place && { place }),
    },
  };
}

/** `{"timestamp": "1580558400"}`, seconds since 1970, as ISO 8601. */
function momentOf(value: unknown): string | undefined {
  const [seconds] = textIn(value, 'timestamp');
  if (seconds === undefined || !/^-?\d{1,12}$/.test(seconds)) return undefined;
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

/** Zero stands for nothing known. */
function placeOf(value: unknown): { latitude: number; longitude: number } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { latitude, longitude } = value as Record<string, unknown>;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  return latitude === 0 && longitude === 0 ? undefined : { latitude, longitude };
}

function textIn(value: unknown, field: string): string[] {
  const text =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
  return typeof text === 'string' && text !== '' ? [text] : [];
}
