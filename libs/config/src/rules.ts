// What values must look like, where more than the variables' own schemas ask for it.

/** What {@link isWholeNumber} wants, in words. */
export function wholeNumberWords(min: number, max: number): string {
  return `a whole number from ${min} to ${max}`;
}

/** Whether a text is a whole number within bounds. */
export function isWholeNumber(min: number, max: number): (text: string) => boolean {
  return (text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
}

/** What {@link isWebAddress} wants, in words. */
export const WEB_ADDRESS = 'an http or https address';

/** Whether a text is a web address. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
