import type { ModelPack } from '@unseen/encoder';
import { styleText } from 'node:util';

/** Says where a new pack is and how to go over to it. */
export function printMade(json: boolean, { id, dir }: Pick<ModelPack, 'id' | 'dir'>): void {
  if (json) {
    console.log(JSON.stringify({ pack: id, folder: dir }));
    return;
  }
  console.log(`${styleText('green', 'made')} ${id} in ${dir}`);
  console.log(styleText('dim', `A new platform: UNSEEN_MODEL_PACK=${dir} npm start`));
  console.log(
    styleText(
      'dim',
      `One that holds items, once the folder is in the folder of its packs (UNSEEN_MODEL_PACKS): unseen model switch ${id}`,
    ),
  );
}

/** The same of a reader. */
export function printMadeReader(json: boolean, dir: string, { id }: { readonly id: string }): void {
  if (json) {
    console.log(JSON.stringify({ reader: id, folder: dir }));
    return;
  }
  console.log(`${styleText('green', 'made')} ${id} in ${dir}`);
  console.log(
    styleText(
      'dim',
      `Read pictures with it, those that were read before as well: UNSEEN_READER_PACK=${dir} npm start`,
    ),
  );
}
