import { CLASS_LIMITS, CLASS_STATUSES, type FieldError } from '@unseen/domain';
import { hasInvisible, nameKey } from '../name/name-key.ts';

/** The words of a class, unchecked. */
export interface ClassWords {
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly description?: string;
  readonly status?: string;
  readonly line?: number;
}

/** The words of a class with white space trimmed and synonyms that say the same dropped. */
export function tidyWords<T extends ClassWords>(words: T): T {
  const seen = new Set([nameKey(words.name)]);
  const synonyms = words.synonyms
    .map((synonym) => synonym.trim())
    .filter((synonym) => {
      const key = nameKey(synonym);
      // An empty synonym stays, to be refused by name.
      if (key !== '' && seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  const description = words.description?.trim();
  return { ...words, name: words.name.trim(), synonyms, description: description || undefined };
}

/** What is wrong with the words of a class; nothing when they can be stored. */
export function wordProblems(words: ClassWords): FieldError[] {
  const { name, synonyms, description, status, line } = words;
  const errors: FieldError[] = [];
  const check = (field: string, text: string) => {
    const problem = nameProblem(text);
    if (problem !== undefined) errors.push({ field, message: problem });
  };
  check('name', name);
  if (synonyms.length > CLASS_LIMITS.synonyms) {
    errors.push({ field: 'synonyms', message: `must hold at most ${CLASS_LIMITS.synonyms} words` });
  } else synonyms.forEach((synonym, index) => check(`synonyms[${index}]`, synonym));
  if (description !== undefined) {
    if (description.length > CLASS_LIMITS.descriptionLength) {
      errors.push({
        field: 'description',
        message: `must have at most ${CLASS_LIMITS.descriptionLength} characters`,
      });
    } else if (!isText(description)) {
      errors.push({ field: 'description', message: 'must be well-formed text without control characters' });
    }
  }
  if (status !== undefined && !CLASS_STATUSES.some((known) => known === status)) {
    errors.push({ field: 'status', message: `must be one of ${CLASS_STATUSES.join(', ')}` });
  }
  if (line !== undefined && !(line >= 0 && line <= 1)) {
    errors.push({ field: 'line', message: 'must be a number from 0 to 1' });
  }
  return errors;
}

function nameProblem(text: string): string | undefined {
  if (nameKey(text) === '') return 'must not be empty';
  if (text.length > CLASS_LIMITS.nameLength) return `must have at most ${CLASS_LIMITS.nameLength} characters`;
  if (hasInvisible(text)) return 'must not hold invisible characters';
  return isText(text) && !/[\n\r\t]/.test(text)
    ? undefined
    : 'must be well-formed text on one line without control characters';
}

function isText(text: string): boolean {
  // Line breaks and tabs are text; the rest of the control characters is not.
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}
