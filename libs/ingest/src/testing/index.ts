export { png, type Color } from './png.ts';
export { openHost, type Listening } from '../fetch/testing/servers.ts';
