import { AppError, type Queue } from '@unseen/domain';
import { expect, it } from 'vitest';
import { requestRetag } from './messages.ts';

/** A queue whose server is away, or that has a fault of its own. */
const failing = (error: Error) => ({ send: () => Promise.reject(error) }) as unknown as Queue;

it('takes nothing back of a change that was made while the queue is away', async () => {
  await requestRetag(failing(new AppError('queue_unavailable', 'Redis is being restarted.')), 't');
  await expect(requestRetag(failing(new TypeError('a fault')), 't')).rejects.toThrow('a fault');
});
