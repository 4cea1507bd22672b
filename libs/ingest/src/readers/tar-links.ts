import { posix } from 'node:path';
import type { Header } from 'tar-stream';

/** Links that lead from one to the next. */
const MAX_STEPS = 16;

/**
 * The links of a tar. `tar` makes a hard link of a file it has met under another name, and keeps symbolic links as they are: both show a
 * file that stands elsewhere in the archive. All of them are added before the first is asked for.
 */
export class TarLinks {
  /** Targets by the paths of links. */
  readonly #targets = new Map<string, string>();
  readonly #met = new Set<string>();
  #byEnd: Map<string, string[]> | undefined;

  static isLink({ type }: Header): boolean {
    return type === 'link' || type === 'symlink';
  }

  /** Notes a member that is a link. */
  add({ name, type, linkname }: Header): void {
    const path = plain(name);
    // A hard link names a member, a symbolic one a path from where it stands.
    const target = linkname ?? '';
    const isRelative = type === 'symlink' && !target.startsWith('/');
    this.#targets.set(path, plain(isRelative ? posix.join(posix.dirname(path), target) : target));
  }

  /** The links that lead to a file, which has been met now. */
  to(path: string): readonly string[] {
    this.#byEnd ??= this.#invert();
    const links = this.#byEnd.get(path) ?? [];
    if (links.length > 0) this.#met.add(path);
    return links;
  }

  /** The links whose file was not met. */
  *unresolved(): Generator<{ readonly path: string; readonly target: string }, void, undefined> {
    this.#byEnd ??= this.#invert();
    for (const [target, paths] of this.#byEnd) {
      if (!this.#met.has(target)) for (const path of paths) yield { path, target };
    }
  }

  #invert(): Map<string, string[]> {
    const byEnd = new Map<string, string[]>();
    for (const link of [...this.#targets.keys()].sort()) {
      let end = link;
      for (let step = 0; step < MAX_STEPS; step += 1) end = this.#targets.get(end) ?? end;
      byEnd.set(end, [...(byEnd.get(end) ?? []), link]);
    }
    return byEnd;
  }
}

/** A path without what means nothing in it. */
function plain(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/')).replace(/^(?:\.\/)+/, '');
}
