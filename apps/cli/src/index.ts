export { commandTerm, createProgram } from './program.ts';
