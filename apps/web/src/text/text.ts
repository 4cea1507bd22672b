import { changes } from '../platform/changes.ts';
import { en } from './en.ts';
import { speak } from './format.ts';
import { type Language, rememberLanguage } from './language.ts';

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Text
    ? (...given: Given) => Widened<Text>
    : { [Name in keyof T]: Widened<T[Name]> };

/** Every text of the page: each language is a file of this shape. */
export type Texts = Widened<typeof en>;

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
