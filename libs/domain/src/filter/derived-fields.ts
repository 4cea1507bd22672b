/**
 * Fields that filters read and no metadata holds: what is derived from a field stands under its name and a suffix. The separator is a
 * control character, which a field of a filter never has.
 */
const SEPARATOR = '\u001f';

/** Instants of the dates in a field. */
export const instantsField = (field: string) => `${field}${SEPARATOR}at`;
/** Texts of a field that are no dates, where it also holds dates. */
export const plainField = (field: string) => `${field}${SEPARATOR}plain`;
/** Numbers of elements of the lists in a field. */
export const lengthField = (field: string) => `${field}${SEPARATOR}length`;
/** Folded texts, where folding changes them. */
export const foldedField = (field: string) => `${field}${SEPARATOR}fold`;
/** Beginnings of the texts, up to the longest a filter may ask for. */
export const prefixField = (field: string) => `${field}${SEPARATOR}prefix`;
/** Words of the texts. */
export const wordsField = (field: string) => `${field}${SEPARATOR}words`;
