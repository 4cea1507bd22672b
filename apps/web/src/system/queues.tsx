import { en } from '../text/en.ts';
import type { QueueNumbers } from './read-metrics.ts';

/** What waits to be done, what is being done, and for how long the oldest has waited. */
export function Queues({ queues }: { queues: readonly QueueNumbers[] }) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={en.system.queues}>
      <table>
        <thead>
          <tr>
            <th scope="col">{en.system.queue}</th>
            {[en.system.waiting, en.system.active, en.system.oldest].map((name) => (
              <th key={name} scope="col" class="end">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {queues.map(({ name, waiting, active, oldestSeconds }) => (
            <tr key={name}>
              <th scope="row">{en.system.queueNames[name] ?? name}</th>
              <td class="end">{en.number(waiting)}</td>
              <td class="end">{en.number(active)}</td>
              <td class="end">{waiting === 0 ? en.system.none : en.system.age(oldestSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
