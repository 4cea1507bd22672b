import { type Command, InvalidArgumentError } from 'commander';
import { Api } from '../http/api.ts';

/** Options every command takes. */
export interface SharedOptions {
  readonly json?: boolean;
  readonly url?: string;
}

/** Where to send requests and how to print, out of the command's and the program's options. */
export function sharedOf(command: Command): { api: Api; json: boolean } {
  const options = command.optsWithGlobals<SharedOptions>();
  const parent = command.parent?.opts<SharedOptions>();
  return {
    api: new Api(options.url ?? parent?.url),
    json: (options.json ?? false) || (parent?.json ?? false),
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
