import { t } from '../text/text.ts';

/** What the stores hold, in bytes. Nothing is shown until it has been counted. */
export function Storage({ storage }: { storage: Readonly<Record<string, number>> }) {
  const stores = Object.entries(t.system.stores).flatMap(([name, title]): [string, number][] => {
    const bytes = storage[name];
    return bytes === undefined ? [] : [[title, bytes]];
  });
  if (stores.length === 0) return null;
  const total = stores.reduce((sum, [, bytes]) => sum + bytes, 0);
  return (
    <section class="system-section" aria-labelledby="storage">
      <h2 id="storage">{t.system.storage}</h2>
      <p class="muted">{t.system.storageTotal(total)}</p>
      <dl class="numbers-grid">
        {stores.map(([title, bytes]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{t.system.bytes(bytes)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
