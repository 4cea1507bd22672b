import { type AddedItem, type NewItem, type Unseen, UnseenError } from '@unseen/client';

/** Pictures that may have the same name, each from another folder. */
const MAX_COPIES = 100;

/**
 * Adds a picture under its id. Where that is another picture's, for two folders may both hold an `IMG_0001.jpg`, it goes under the next free name, as
 * file managers name copies: `IMG_0001 (2).jpg`. The same picture with other captions takes those that stand beside it now.
 *
 * @throws UnseenError as `addItem`, and `entry_image_missing` when the file cannot be read any more
 */
export async function addPicture(unseen: Unseen, item: NewItem): Promise<AddedItem> {
  const whole = await withOwnWords(item);
  for (let copy = 1; ; copy++) {
    const id = copy === 1 ? whole.id! : numbered(whole.id!, copy);
    try {
      return await unseen.addItem({ ...whole, id });
    } catch (error) {
      if (!isTaken(error) || copy === MAX_COPIES) throw error;
      const same = await updateSame(unseen, { ...whole, id });
      if (same !== undefined) return same;
    }
  }
}

/** What a picture says of itself goes along where something is said beside it; of one that comes alone the platform reads it. */
async function withOwnWords(item: NewItem): Promise<NewItem> {
  const { id = '', captions = [], metadata, image } = item;
  if (image === undefined) return item;
  if (captions.length === 0 && metadata === undefined) {
    await headOf(image, id, 1);
    return item;
  }
  const [folders, words] = await Promise.all([
    import('@unseen/ingest/portable'),
    import('@unseen/imaging/words'),
  ]);
  const own = words.readPictureWords(await headOf(image, id, words.WORDS_HEAD_BYTES));
  const said = folders.withOwnWords({ captions, metadata: metadata ?? {} }, own);
  return { ...item, captions: [...said.captions], metadata: said.metadata };
}

/** The first bytes of a picture. @throws UnseenError `entry_image_missing` where it was changed, moved or taken away since it was chosen */
async function headOf(image: Blob, id: string, bytes: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await image.slice(0, bytes).arrayBuffer());
  } catch (error) {
    const detail = `"${id}" cannot be read any more.`;
    throw new UnseenError({ code: 'entry_image_missing', status: 422, detail }, error);
  }
}

/** Brings an item up to date if it shows this very picture. @returns undefined where it shows another */
async function updateSame(unseen: Unseen, item: NewItem): Promise<AddedItem | undefined> {
  const { id = '', collection, captions, metadata } = item;
  const there = await unseen.item(id, { collection });
  try {
    const known = await unseen.addItem({ ...item, captions: there.captions, metadata: there.metadata });
    if (captions !== undefined || metadata !== undefined)
      await unseen.updateItem(id, { captions, metadata }, { collection });
    return known;
  } catch (error) {
    if (isTaken(error)) return undefined;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof UnseenError && error.code === 'item_conflict';
}

/** `a/b.jpg` as `a/b (2).jpg`. */
function numbered(id: string, copy: number): string {
  const dot = id.lastIndexOf('.');
  const end = dot > id.lastIndexOf('/') + 1 ? dot : id.length;
  return `${id.slice(0, end)} (${copy})${id.slice(end)}`;
}
