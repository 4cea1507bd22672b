export { png, type Color } from './png.ts';
