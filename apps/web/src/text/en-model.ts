import { count, number } from './format.ts';

/** What the system page says of model packs. */
export const modelTexts = {
  model: {
    title: 'Model packs',
    inUse: 'In use',
    goOver: 'Go over',
    goOverTo: (pack: string) => `Go over to ${pack}`,
    whatHappens:
      'Everything stored is embedded under it while searches go on. Then they go over, and the former vectors stay, so that going back takes moments.',
    states: {
      embedding: (from: string, to: string) => `Embedding everything under ${to}. Searches use ${from}.`,
      settling: (_from: string, to: string) => `Searches use ${to}. What came in at the last moment follows.`,
      completed: (from: string, to: string) => `Went over from ${from} to ${to}.`,
      cancelled: (from: string, to: string) => `Going over from ${from} to ${to} was given up.`,
    } as Readonly<
      Record<'embedding' | 'settling' | 'completed' | 'cancelled', (from: string, to: string) => string>
    >,
    waiting: (failed: number, from: string) =>
      `${count(failed, 'item', 'items')} could not be embedded, so searches stay with ${from}.`,
    embedded: (embedded: number, items: number, failed: number) =>
      `${number(embedded)} of ${count(items, 'item', 'items')} embedded${failed > 0 ? `, ${number(failed)} failed` : ''}`,
    giveUp: 'Give up',
    leaveBehind: 'Go on without them',
  },
};
