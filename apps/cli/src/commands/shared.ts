import { type Command, InvalidArgumentError } from 'commander';
import { Api } from '../http/api.ts';

/** Options every command takes. */
export interface SharedOptions {
  readonly json?: boolean;
  readonly url?: string;
}

/** Where to send requests and how to print, out of the options of the command and those above it. */
export function sharedOf(command: Command): { api: Api; json: boolean } {
  const chain: SharedOptions[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) chain.push(at.opts<SharedOptions>());
  return {
    api: new Api(chain.find(({ url }) => url !== undefined)?.url),
    json: chain.some(({ json }) => json === true),
  };
}

/** Parses a whole number within bounds for commander. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

/** A query string of what is given. */
export function queryOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return new URLSearchParams(given).toString();
}

/** Prints an answer as JSON, or as people read it. */
export function print(json: boolean, answer: unknown, forPeople: () => void): void {
  if (json) console.log(JSON.stringify(answer));
  else forPeople();
}

/** Parses an option that is JSON. @throws Error naming the option */
export function parseJsonOption(name: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`--${name} is not valid JSON: ${(cause as Error).message}`, { cause });
  }
}
