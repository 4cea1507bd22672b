// What needs nothing of Node: for code that also runs in browsers.
export * from './errors/app-error.ts';
export * from './item.ts';
export * from './text.ts';
