import { messageOf } from '@unseen/domain';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** How to mend it. */
  readonly help?: string;
}

/** Looks at one thing. @param look - tells what it found; what it throws is the fault @param help - how to mend that */
export async function finding(name: string, help: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, detail: await look() };
  } catch (error) {
    return { name, ok: false, detail: messageOf(error), help };
  }
}
