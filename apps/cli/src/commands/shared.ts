import type { Http, Unseen } from '@unseen/client';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { allPrintable } from '../output/printable.ts';
import { connect, type Platform } from '../platform/connect.ts';

/** Options every command takes. */
interface SharedOptions {
  readonly json?: boolean;
  readonly url?: string;
  readonly profile?: string;
  readonly retryFor?: number;
}

/** What a command works with. */
export interface Shared {
  readonly platform: Platform;
  readonly unseen: Unseen;
  readonly http: Http;
  readonly json: boolean;
}

/** Where to send requests and how to print, out of the options of the command and those above it. */
export function sharedOf(command: Command): Shared {
  const platform = connect({
    url: sharedOption(command, 'url'),
    profile: sharedOption(command, 'profile'),
    retryFor: sharedOption(command, 'retryFor'),
  });
  const { unseen } = platform;
  return { platform, unseen, http: unseen.http, json: wantsJson(command) };
}

/** Whether to print JSON; for commands that need no platform. */
export function wantsJson(command: Command): boolean {
  return chainOf(command).some(({ json }) => json === true);
}

/** The option of a command, or of the nearest above it. */
export function sharedOption<N extends keyof SharedOptions>(command: Command, name: N): SharedOptions[N] {
  return chainOf(command).find((options) => options[name] !== undefined)?.[name];
}

function chainOf(command: Command): SharedOptions[] {
  const chain: SharedOptions[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) chain.push(at.opts<SharedOptions>());
  return chain;
}

/** Parses a whole number within bounds for commander. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

/** Parses a version of the catalogue, or `published`, for commander. */
export function versionOrPublished(text: string): number | 'published' {
  return text === 'published' ? text : wholeNumber(0, 2 ** 31 - 1)(text);
}

/** The option of commands that load many items. */
export function maxFailures(): Option {
  return new Option(
    '--max-failures <number>',
    'items that may fail and the command still end with 0; with more it ends with 3',
  ).argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER));
}

/** Reads an option that is a number from 0 to 1. @throws InvalidArgumentError for anything else */
export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  }
  return value;
}

/** Prints an answer as JSON, or as people read it: they get it with nothing in it that moves the cursor. */
export function print<T>(json: boolean, answer: T, forPeople: (answer: T) => void): void {
  if (json) console.log(JSON.stringify(answer));
  else forPeople(allPrintable(answer));
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

/** Parses an option that is a JSON list. @throws Error naming the option */
export function parseListOption(name: string, text: string | undefined): unknown[] | undefined {
  const value = parseJsonOption(name, text);
  if (value === undefined || Array.isArray(value)) return value;
  throw new Error(`--${name} must be a JSON list.`);
}

/** Parses an option that is a JSON object. @throws Error naming the option */
export function parseObjectOption(
  name: string,
  text: string | undefined,
): Record<string, unknown> | undefined {
  const value = parseJsonOption(name, text);
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error(`--${name} must be a JSON object, for example '{"price":30}'.`);
}
