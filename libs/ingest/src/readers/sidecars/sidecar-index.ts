import { isPictureName } from '@unseen/imaging/types';
import { readSidecars, type Said, type Sidecar } from './read-sidecars.ts';
import { isSidecarName, namesOfPicture, pictureOfSidecar } from './sidecar-names.ts';

/** Finds the sidecars of pictures by name, whichever Unicode form and case of the extension they are written in. */
export class SidecarIndex {
  readonly #withPlace: boolean;
  readonly #pictures = new Set<string>();
  readonly #sidecars = new Map<string, Sidecar[]>();

  /** @param withPlace - whether the places where pictures were taken are wanted */
  constructor(withPlace = false) {
    this.#withPlace = withPlace;
  }

  /** Notes a file: a picture, or what may be a sidecar; others are of no interest. */
  add(path: string, read: () => Promise<Uint8Array>): void {
    if (isPictureName(path) === 'yes') for (const name of namesOfPicture(path)) this.#pictures.add(name);
    else if (isSidecarName(path)) {
      const name = pictureOfSidecar(path);
      const others = this.#sidecars.get(name);
      if (others) others.push({ path, read });
      else this.#sidecars.set(name, [{ path, read }]);
    }
  }

  /** Whether a file belongs to a picture. */
  belongs(path: string): boolean {
    return isSidecarName(path) && this.#pictures.has(pictureOfSidecar(path));
  }

  /** Reads what is said of a picture. */
  async of(picture: string): Promise<Said> {
    const sidecars = namesOfPicture(picture).flatMap((name) => this.#sidecars.get(name) ?? []);
    // In one order whatever the order of the source.
    sidecars.sort((a, b) => (a.path < b.path ? -1 : 1));
    return readSidecars(sidecars, this.#withPlace);
  }
}
