import { changes } from '../platform/changes.ts';
import { en } from './en.ts';
import { speak } from './format.ts';
import { type Language, rememberLanguage } from './language.ts';
import type { Texts } from './texts.ts';

/** The texts in the reader's language. Read where something is drawn, never once for all. */
export let t: Texts = en;
let spoken: Language = 'en';

const { tell, use } = changes('unseen:language');

/** Fetches the texts of a language and speaks it from now on. */
export async function speakLanguage(language: Language): Promise<void> {
  t = language === 'de' ? (await import('./de.ts')).de : en;
  spoken = language;
  speak(language);
  document.documentElement.lang = language;
  tell();
}

/** Changes to a language and remembers it for this device. */
export function chooseLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  return speakLanguage(language);
}

/** The language spoken; draws anew when it changes. */
export function useLanguage(): Language {
  use();
  return spoken;
}
