import { unseen } from '../platform/client.ts';
import { storedKey } from '../platform/key.ts';

/** Pixels of a side of the largest picture a map shows. */
const SIDE = 160;
/** Pictures that are kept: each takes up to 100 KB. */
const MOST = 500;
/** Fetched at once. */
const AT_ONCE = 6;

/** Small pictures of items, to be drawn: fetched when they are first asked for, the last ones first. */
export class PictureCache {
  readonly #collection: string;
  readonly #onLoad: () => void;
  readonly #over = new AbortController();
  /** In the order they were last drawn. Null: there is none to be had. */
  readonly #known = new Map<string, ImageBitmap | null>();
  #wanted: string[] = [];
  readonly #loading = new Set<string>();

  /** @param onLoad - told after each picture that came */
  constructor(collection: string, onLoad: () => void) {
    this.#collection = collection;
    this.#onLoad = onLoad;
  }

  /** The pictures that are there of those to be drawn; the others are fetched, and those of a drawing before no longer. */
  of(ids: readonly string[]): ReadonlyMap<string, ImageBitmap> {
    const there = new Map<string, ImageBitmap>();
    this.#wanted = [];
    for (const id of ids) {
      const picture = this.#known.get(id);
      if (picture === undefined) {
        if (!this.#loading.has(id)) this.#wanted.push(id);
        continue;
      }
      this.#known.delete(id);
      this.#known.set(id, picture);
      if (picture !== null) there.set(id, picture);
    }
    this.#load();
    return there;
  }

  /** Fetches nothing more. */
  close(): void {
    this.#over.abort();
    for (const picture of this.#known.values()) picture?.close();
    this.#known.clear();
    this.#wanted = [];
  }

  #load(): void {
    while (this.#loading.size < AT_ONCE) {
      const id = this.#wanted.shift();
      if (id === undefined) return;
      this.#loading.add(id);
      void this.#fetch(id)
        .catch(() => null)
        .then((picture) => {
          this.#loading.delete(id);
          if (this.#over.signal.aborted) return picture?.close();
          this.#known.set(id, picture);
          this.#forget();
          this.#onLoad();
          this.#load();
        });
    }
  }

  async #fetch(id: string): Promise<ImageBitmap | null> {
    const key = storedKey();
    const response = await fetch(unseen.imageUrl(id, { collection: this.#collection }), {
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      signal: this.#over.signal,
    });
    if (!response.ok) return null;
    const whole = await createImageBitmap(await response.blob());
    const share = Math.min(1, SIDE / Math.max(whole.width, whole.height));
    if (share === 1) return whole;
    const small = await createImageBitmap(whole, {
      resizeWidth: Math.max(1, Math.round(whole.width * share)),
      resizeHeight: Math.max(1, Math.round(whole.height * share)),
      resizeQuality: 'medium',
    });
    whole.close();
    return small;
  }

  #forget(): void {
    for (const [id, picture] of this.#known) {
      if (this.#known.size <= MOST) return;
      picture?.close();
      this.#known.delete(id);
    }
  }
}
