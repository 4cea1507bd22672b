import { posix } from 'node:path';
import { AppError } from '@unseen/domain';
import type { Found } from './reader.ts';

/** Links that lead from one to the next. */
const MAX_STEPS = 16;

/**
 * The links of an archive. `tar` makes a hard link of a file it has met under another name, and both tar and `zip -y` keep symbolic links as they are: each
 * shows a file that stands elsewhere in the archive. All of them are added before the first is asked for.
 */
export class ArchiveLinks {
  /** Targets by the paths of links. */
  readonly #targets = new Map<string, string>();
  readonly #met = new Set<string>();
  #byEnd: Map<string, string[]> | undefined;

  /** @param target - path in the archive that the link at `path` leads to */
  add(path: string, target: string): void {
    this.#targets.set(plain(path), plain(target));
  }

  /** The files that links lead to in the end. */
  get ends(): ReadonlySet<string> {
    return new Set(this.#inverted().keys());
  }

  /** What a path leads to in the end; itself where it is no link. */
  endOf(path: string): string {
    let end = plain(path);
    for (let step = 0; step < MAX_STEPS; step += 1) end = this.#targets.get(end) ?? end;
    return end;
  }

  /** The links that lead to a file or folder, which has been met now. */
  to(path: string): readonly string[] {
    const links = this.#inverted().get(path) ?? [];
    if (links.length > 0) this.#met.add(path);
    return links;
  }

  /** Other paths of a file, by links to the folders it is in; one that stands in the folder it leads to would run in circles. */
  through(path: string): string[] {
    const found: string[] = [];
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      const links = this.to(folder).filter((link) => !link.startsWith(`${folder}/`));
      found.push(...links.map((link) => link + path.slice(at)));
    }
    return found;
  }

  /** Whether a path leads to a file, or to the folder of one, that has been met. */
  hasMet(path: string): boolean {
    return this.#met.has(this.endOf(path));
  }

  /** The links whose file was not met. */
  *unresolved(): Generator<{ readonly path: string; readonly target: string }, void, undefined> {
    for (const [target, paths] of this.#inverted()) {
      if (!this.#met.has(target)) for (const path of paths) yield { path, target };
    }
  }

  #inverted(): Map<string, string[]> {
    this.#byEnd ??= Map.groupBy([...this.#targets.keys()].sort(), (link) => this.endOf(link));
    return this.#byEnd;
  }
}

/** Where a symbolic link leads. @param target - as it is written: a path from where the link stands */
export function fromLink(path: string, target: string): string {
  return target.startsWith('/') ? target : posix.join(posix.dirname(path.replaceAll('\\', '/')), target);
}

/** A link that leads to no file of the archive. */
export function deadLink(path: string, target: string): Found {
  return {
    name: path,
    draft: () => {
      throw new AppError(
        'entry_outside_root',
        `The member is a link to "${target.slice(0, 200)}", which is no file of the archive.`,
      );
    },
  };
}

/** A path without what means nothing in it. */
function plain(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/')).replace(/^(?:\.\/)+/, '');
}
