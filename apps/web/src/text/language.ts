/** The languages the page speaks, each called as its speakers do. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

const NAME = 'unseen:language';

function isLanguage(name: string | null | undefined): name is Language {
  return typeof name === 'string' && Object.hasOwn(LANGUAGES, name);
}

/** The language the reader chose on this device, else the first of the browser's that the page speaks. */
export function readersLanguage(): Language {
  const stored = window.localStorage.getItem(NAME);
  if (isLanguage(stored)) return stored;
  return window.navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

/** Remembers the language for this device. */
export function rememberLanguage(language: Language): void {
  window.localStorage.setItem(NAME, language);
}
