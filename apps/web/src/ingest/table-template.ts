import { saveFile } from '../ui/save-file.ts';

/** A table as it can be filled in with any spreadsheet: the names of its columns say what they become. */
const TEMPLATE = [
  'id,image,caption,price,brand,category',
  'sku-1,pictures/sku-1.jpg,a red ceramic teapot,24.90,Kyusu,kitchen',
  'sku-2,https://shop.example/sku-2.jpg,a desk lamp of brass,59.00,Lumen,lighting',
  '',
].join('\r\n');

/** Saves a table to begin with. */
export function saveTableTemplate(): void {
  // With a byte order mark: spreadsheets take it for UTF-8 then.
  saveFile(new Blob(['\uFEFF', TEMPLATE], { type: 'text/csv' }), 'unseen-template.csv');
}
