import { isFinal, type Job, type Unseen } from '@unseen/client';
import { styleText } from 'node:util';
import { Progress } from '../output/progress.ts';

/** What a shell expects of a program that Ctrl-C ended: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/**
 * Shows how far a job is until it is over. Who stops looking is told how to look again: the job goes on.
 *
 * @returns the job as it ended
 * @throws UnseenError when the platform is gone for longer than a restart
 */
export async function followJob(unseen: Unseen, job: Job, json: boolean): Promise<Job> {
  if (isFinal(job)) return job;
  const progress = new Progress({ bar: !json });
  const say = (text: string) => console.error(styleText('dim', text, { stream: process.stderr }));
  const leave = () => {
    progress.stop();
    say(`The job goes on. Look again: unseen job watch ${job.id}`);
  };
  const interrupt = () => {
    leave();
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', interrupt);
  let last = job;
  try {
    for await (const now of unseen.watchJob(job.id)) {
      if (now.state === 'paused' && last.state !== 'paused')
        say(`The job is paused. Go on: unseen job resume ${job.id}`);
      last = now;
      progress.show(now);
    }
    progress.stop();
    return last;
  } catch (error) {
    leave();
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
  }
}
