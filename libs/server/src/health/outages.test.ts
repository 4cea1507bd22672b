import { AppError } from '@unseen/domain';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Health } from './health.ts';
import { Outages } from './outages.ts';

test('an outage is one line when it begins and one when it is over, however many meet with it', async () => {
  const lines: { level: number; msg: string }[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  let away = true;
  const health = new Health();
  health.register('ledger', async () => {
    if (away) throw new Error('refused');
    return 'postgres';
  });
  const outages = new Outages(logger, health);
  const error = new AppError('ledger_unavailable', 'The database does not answer.', {
    cause: new Error('connect ECONNREFUSED 127.0.0.1:5432'),
  });
  for (let n = 0; n < 500; n++) expect(outages.tell(error)).toBe(true);
  outages.warn(error, 'reconciling items');
  expect(lines).toMatchObject([
    { level: 50, msg: 'The ledger (Postgres) does not answer: connect ECONNREFUSED 127.0.0.1:5432' },
  ]);
  away = false;
  await expect.poll(() => lines.length, { timeout: 60_000 }).toBe(2);
  expect(lines[1]).toMatchObject({
    level: 30,
    msg: expect.stringMatching(
      /^The ledger \(Postgres\) answers again, after \d+ s and 501 failures$/,
    ) as string,
  });

  outages.warn(new Error('something else'), 'reconciling items');
  expect(lines[2]).toMatchObject({ level: 40, msg: 'reconciling items: something else' });
  expect(outages.tell(new AppError('overloaded', 'More is asked for than can be done.'))).toBe(false);
});
