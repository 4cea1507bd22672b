import { styleText } from 'node:util';
import { printTable } from '../output/table.ts';
import type { Training } from './train-model.ts';

const CUTS = ['R@1', 'R@5', 'R@10'] as const;

/** Shows what training came to, held against the pack it began from. */
export function printTraining(pack: string, name: string, training: Training): void {
  const { trainedOn, heldOut, passedOver, base, trained, seconds } = training;
  console.log(
    `Trained on ${trainedOn} pictures in ${Math.ceil(seconds / 60)} minutes; measured on ${heldOut} others, which it has not seen:`,
  );
  printTable(
    [
      { title: '' },
      ...CUTS.map((title) => ({ title, align: 'right' as const })),
      ...CUTS.map((title) => ({ title, align: 'right' as const })),
    ],
    [
      ['', 'pictures by', 'their', 'captions', 'captions by', 'their', 'pictures'],
      ...(
        [
          [pack, base],
          [name, trained],
        ] as const
      ).map(([title, { textToImage, imageToText }]) => [
        title,
        ...CUTS.map((cut) => textToImage[cut].toFixed(1)),
        ...CUTS.map((cut) => imageToText[cut].toFixed(1)),
      ]),
    ],
  );
  if (passedOver > 0)
    console.log(styleText('dim', `${passedOver} items have no caption or no picture that can be read.`));
}
