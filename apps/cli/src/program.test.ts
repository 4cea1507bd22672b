import { expect, it } from 'vitest';
import { createProgram } from './program.ts';

const whole = await createProgram();
const names = whole.commands.map((command) => command.name());

it('has every command when none is named, and what completes them', () => {
  expect(names).toEqual(expect.arrayContaining(['search', 'ingest', 'logout', 'restore', 'complete']));
  expect(new Set(names).size).toBe(names.length);
});

it.each(names.filter((name) => name !== 'complete'))(
  'loads %s as it is among all the others',
  async (name) => {
    const alone = await createProgram(name);
    expect(alone.commands.length).toBeLessThan(names.length / 2);
    const find = (program: typeof whole) => program.commands.find((command) => command.name() === name);
    expect(find(alone)?.helpInformation()).toBe(find(whole)?.helpInformation());
  },
);

it.each(['serach', '--json', 'help'])('knows all commands when the first argument is %s', async (first) => {
  expect((await createProgram(first)).commands.map((command) => command.name())).toEqual(names);
});
