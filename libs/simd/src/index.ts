export { memory } from './memory.ts';
export { productsFor, rowBytes, Products, ROWS } from './products.ts';
export { regionProductsFor } from './region-products.ts';
