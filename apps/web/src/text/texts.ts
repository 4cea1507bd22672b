import type { en } from './en.ts';

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Text
    ? (...given: Given) => Widened<Text>
    : { [Name in keyof T]: Widened<T[Name]> };

/** Every text of the page: each language is a file of this shape. */
export type Texts = Widened<typeof en>;
