import { messageOf } from '@unseen/domain';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  /** What it is a part of. */
  readonly of: 'machine' | 'platform';
  readonly ok: boolean;
  readonly detail: string;
  /** How to fix it. */
  readonly help?: string;
}

/** Looks at one thing of this machine. @param look - tells what it found; what it throws is the fault @param help - how to fix that */
export async function finding(name: string, help: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { name, of: 'machine', ok: true, detail: await look() };
  } catch (error) {
    return { name, of: 'machine', ok: false, detail: messageOf(error), help };
  }
}
