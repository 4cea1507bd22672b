import { t } from '../text/text.ts';
import type { QueueNumbers } from './read-metrics.ts';

/** What waits to be done, what is being done, and for how long the oldest has waited. */
export function Queues({ queues }: { queues: readonly QueueNumbers[] }) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={t.system.queues}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.system.queue}</th>
            {[t.system.waiting, t.system.active, t.system.oldest].map((name) => (
              <th key={name} scope="col" class="end">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {queues.map(({ name, waiting, active, oldestSeconds }) => (
            <tr key={name}>
              <th scope="row">{t.system.queueNames[name] ?? name}</th>
              <td class="end">{t.number(waiting)}</td>
              <td class="end">{t.number(active)}</td>
              <td class="end">{waiting === 0 ? t.system.none : t.system.age(oldestSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
