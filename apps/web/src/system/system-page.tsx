import { type Readiness, UnseenError } from '@unseen/client';
import { CircleCheck, TriangleAlert } from 'lucide';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { collectionLink } from '../search/query.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { ModelPacks } from './model-packs.tsx';
import { NumbersGrid } from './numbers-grid.tsx';
import { QueueDashboard } from './queue-dashboard.tsx';
import { Queues } from './queues.tsx';
import { readMetrics } from './read-metrics.ts';
import { Storage } from './storage.tsx';
import { useRates } from './use-rates.ts';
import './system.css';

const EVERY_MS = 5_000;

/** How the platform is: its parts, its speed, what it holds. Looks again every five seconds. */
export function SystemPage() {
  const health = useLoaded(readHealth, [], EVERY_MS);
  const numbers = useLoaded(readNumbers, [], EVERY_MS);
  const rates = useRates(numbers.value);
  const collections = useLoaded((signal) => unseen.collections({ signal }), [], EVERY_MS);
  return (
    <div class="system">
      <header class="page-head">
        <h1>{t.system.title}</h1>
      </header>
      {health.error !== undefined && <Trouble error={health.error} retry={health.reload} />}
      {health.value ? <Health health={health.value} /> : health.error === undefined && <Loading />}
      <section class="system-section">
        <h2>{t.system.numbers}</h2>
        {numbers.value && <NumbersGrid numbers={numbers.value} rates={rates} />}
      </section>
      {numbers.value !== undefined && numbers.value.queues.length > 0 && (
        <section class="system-section">
          <h2>{t.system.queues}</h2>
          <Queues queues={numbers.value.queues} />
          {/* The embedded queue has no dashboard. */}
          {health.value?.dependencies['queue']?.detail === 'bull' && <QueueDashboard />}
        </section>
      )}
      {numbers.value !== undefined && <Storage storage={numbers.value.storage} />}
      <ModelPacks />
      <section class="system-section">
        <h2>{t.system.collections}</h2>
        {collections.error !== undefined && <Trouble error={collections.error} />}
        {collections.value?.length === 0 && <p class="muted">{t.system.noCollections}</p>}
        {collections.value !== undefined && collections.value.length > 0 && (
          <div class="table-frame">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.system.collection}</th>
                  <th scope="col" class="end">
                    {t.system.size}
                  </th>
                  <th scope="col" class="end">
                    {t.system.created}
                  </th>
                </tr>
              </thead>
              <tbody>
                {collections.value.map(({ name, items, createdAt }) => (
                  <tr key={name}>
                    <th scope="row">
                      <a href={collectionLink(name)}>{name}</a>
                    </th>
                    <td class="end">{t.number(items)}</td>
                    <td class="end muted">{t.date(createdAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </div>
  );
}

/** `not ready` is an answer too: it says which part is down. */
async function readHealth(signal: AbortSignal): Promise<Readiness> {
  const response = await fetch('/health/ready', { signal });
  const health = (await response.json().catch(() => ({}))) as Partial<Readiness>;
  if (health.dependencies === undefined)
    throw new UnseenError({ code: 'unexpected_answer', status: response.status });
  return health as Readiness;
}

async function readNumbers(signal: AbortSignal) {
  return readMetrics(await (await fetch('/metrics', { signal })).text());
}

function isUp({ status }: Readiness['dependencies'][string]): boolean {
  return status === 'up';
}

function Health({ health }: { health: Readiness }) {
  // A process can be ready while a server it depends on is away; whoever looks here wants to know.
  const ready = health.status === 'ready' && Object.values(health.dependencies).every(isUp);
  return (
    <>
      <p class="verdict" data-ready={ready || undefined} role="status">
        <Icon of={ready ? CircleCheck : TriangleAlert} size={22} />
        {ready ? t.system.ready : t.system.notReady}
      </p>
      <dl class="parts" aria-label={t.system.dependencies}>
        {Object.entries(health.dependencies).map(([name, { status, detail }]) => (
          <div key={name} data-down={status === 'down' || undefined}>
            <dt>
              <span class="dot" aria-hidden="true" />
              {t.system.names[name] ?? name}
              <span class="visually-hidden">{status === 'up' ? t.system.up : t.system.down}</span>
            </dt>
            <dd>{detail}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
