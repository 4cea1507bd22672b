import { Injectable } from '@nestjs/common';
import { messageOf } from '@unseen/domain';

/** State of one thing the service depends on. */
export interface DependencyHealth {
  readonly name: string;
  readonly status: 'up' | 'down';
  /** What is in use (`cpu`, `lancedb`), or why it is down. */
  readonly detail: string;
  /** Whether it is a server of its own: while it is away, this process can still do what does not need it. */
  readonly isServer: boolean;
}

/** Asks one dependency whether it answers; resolves to what is in use. */
type Probe = () => Promise<string>;

const PROBE_TIMEOUT_MS = 2_000;

/** Something to know of a process that works; undefined: nothing. */
type Note = () => string | undefined;

/** A dependency. */
interface Part {
  readonly probe: Probe;
  readonly isServer: boolean;
}

/** The dependencies of this process, each engine with its own probe, and what else is to be known of it. */
@Injectable()
export class Health {
  private readonly parts = new Map<string, Part>();
  private readonly noted = new Map<string, Note>();

  /**
   * Adds a dependency to `/health/ready`.
   * @param isServer - whether it is a server of its own: then its absence is said, and makes no process unready
   */
  register(name: string, probe: Probe, isServer = false): void {
    this.parts.set(name, { probe, isServer });
  }

  /** Adds something that `/health/ready` says, and that does not make the process unready. */
  note(name: string, note: Note): void {
    this.noted.set(name, note);
  }

  /** What there is to say now, by name. */
  notes(): Record<string, string> {
    const said = [...this.noted].map(([name, note]) => [name, note()] as const);
    return Object.fromEntries(said.filter((each): each is [string, string] => each[1] !== undefined));
  }

  /** Asks every dependency, each with a bound of two seconds. */
  async check(): Promise<DependencyHealth[]> {
    return Promise.all([...this.parts].map(([name, part]) => ask(name, part)));
  }

  /** Asks one dependency; undefined when there is none of this name. */
  async checkOne(name: string): Promise<DependencyHealth | undefined> {
    const part = this.parts.get(name);
    return part && ask(name, part);
  }
}

async function ask(name: string, { probe, isServer }: Part): Promise<DependencyHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PROBE_TIMEOUT_MS} ms`)), PROBE_TIMEOUT_MS);
  });
  try {
    return { name, status: 'up', detail: await Promise.race([probe(), late]), isServer };
  } catch (error) {
    return { name, status: 'down', detail: messageOf(error), isServer };
  } finally {
    clearTimeout(timer);
  }
}
