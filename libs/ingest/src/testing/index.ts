export { png, type Color } from './png.ts';
export { openHost, type Listening } from '../fetch/testing/servers.ts';
export { CORPUS, tarOf, zipOf, type Files } from './corpus.ts';
export { workbook } from './workbook.ts';
