import type { CatalogueVersion } from '@unseen/client';
import { useState } from 'preact/hooks';
import { t } from '../../text/text.ts';
import { Diff } from './diff.tsx';

interface Properties {
  readonly version: CatalogueVersion;
  /** Number of the version in force. */
  readonly current: number;
  readonly collection: string;
  readonly onBack: () => void;
  readonly onPublish: () => void;
}

/** A version: when and by whom it was made, what it changed, what has changed since. */
export function Version({ version: entry, current, collection, onBack, onPublish }: Properties) {
  const { version, published } = entry;
  const [open, setOpen] = useState<'change' | 'since'>();
  const toggle = (which: 'change' | 'since') => setOpen(open === which ? undefined : which);
  return (
    <li class="version" data-current={version === current || undefined}>
      <div class="version-head">
        <div>
          <h2>
            {t.versions.name(version)}
            {version === current && <span class="badge">{t.versions.inForce}</span>}
            {published && <span class="badge">{t.versions.published}</span>}
          </h2>
          <p class="muted small">{version === 0 ? t.versions.empty : t.versions.made(entry)}</p>
        </div>
        <div class="actions">
          {version > 0 && (
            <button
              type="button"
              class="button small"
              aria-expanded={open === 'change'}
              onClick={() => toggle('change')}
            >
              {t.versions.change}
            </button>
          )}
          {version !== current && (
            <>
              <button
                type="button"
                class="button small"
                aria-expanded={open === 'since'}
                onClick={() => toggle('since')}
              >
                {t.versions.since}
              </button>
              <button
                type="button"
                class="button small"
                aria-label={t.versions.back(version)}
                onClick={onBack}
              >
                {t.versions.backShort}
              </button>
            </>
          )}
          {version > 0 && !published && (
            <button
              type="button"
              class="button small"
              aria-label={t.versions.publish(version)}
              onClick={onPublish}
            >
              {t.versions.publishAct}
            </button>
          )}
        </div>
      </div>
      {open !== undefined && (
        <Diff
          key={open}
          from={open === 'change' ? version - 1 : version}
          to={open === 'change' ? version : current}
          collection={collection}
        />
      )}
    </li>
  );
}
