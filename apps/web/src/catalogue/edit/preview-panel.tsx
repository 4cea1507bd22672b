import type { ClassPreview } from '@unseen/client';
import { TriangleAlert } from 'lucide';
import { t } from '../../text/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { type Draft, toggledExample } from './draft.ts';
import { ExampleToggle } from './example-toggle.tsx';
import type { Previewed } from './use-preview.ts';

interface Properties {
  readonly preview: Previewed;
  readonly draft: Draft;
  readonly collection: string;
  readonly onChange: (draft: Draft) => void;
}

/** What the class would catch, which classes it would take it from, and whom it would be confused with. */
export function PreviewPanel({ preview, draft, collection, onChange }: Properties) {
  const { value, error, settled } = preview;
  return (
    <section class="preview" aria-label={t.preview.title} aria-busy={!settled}>
      <header>
        <h2>{t.preview.title}</h2>
        <p class="muted small" role="status">
          {value !== undefined
            ? t.preview.items(value.items, value.reached)
            : draft.name.trim() === ''
              ? t.preview.waiting
              : t.preview.looking}
        </p>
      </header>
      {error !== undefined && <Trouble error={error} />}
      {value !== undefined && (
        <>
          <Collisions collisions={value.collisions} />
          <Caught value={value} draft={draft} collection={collection} onChange={onChange} />
          <Neighbors neighbors={value.neighbors} />
        </>
      )}
    </section>
  );
}

function Collisions({ collisions }: Pick<ClassPreview, 'collisions'>) {
  if (collisions.length === 0) return null;
  return (
    <ul class="warnings">
      {collisions.map(({ word, classId, className, as }) => (
        <li key={`${classId} ${word}`}>
          <Icon of={TriangleAlert} size={16} />
          {t.preview.collision(word, className, as)}
        </li>
      ))}
    </ul>
  );
}

function Caught({
  value,
  draft,
  collection,
  onChange,
}: Omit<Properties, 'preview'> & { value: ClassPreview }) {
  if (value.examples.length === 0)
    return (
      <p class="muted">
        {value.collisions.some(({ as }) => as === 'name') ? t.preview.nameTaken : t.preview.nothing}
      </p>
    );
  // Examples come from one collection: pictures of another can be looked at, not chosen.
  const choosable = draft.collection === collection || draft.exemplars.length === 0;
  return (
    <ul class="preview-grid">
      {value.examples.map(({ id, caption, probability, from }) => (
        <li key={id}>
          <ExampleToggle
            id={id}
            title={caption ?? id}
            collection={collection}
            chosen={draft.exemplars.includes(id)}
            onToggle={() => choosable && onChange(toggledExample({ ...draft, collection }, id))}
          />
          <span class="preview-title">{caption ?? id}</span>
          <span class="muted small">
            {t.preview.sure(probability)}
            {from !== undefined && ` · ${t.preview.from(from.name)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Neighbors({ neighbors }: Pick<ClassPreview, 'neighbors'>) {
  if (neighbors.length === 0) return null;
  return (
    <>
      <h3 class="preview-subtitle">{t.preview.neighbors}</h3>
      <p class="muted small">{t.preview.neighborsHelp}</p>
      <table class="bars">
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{t.preview.neighbor}</th>
            <th scope="col">{t.preview.nearness}</th>
            <th scope="col">{t.preview.loses}</th>
          </tr>
        </thead>
        <tbody>
          {[...neighbors]
            .sort((a, b) => b.nearness - a.nearness)
            .map(({ id, name, nearness, loses }) => (
              <tr key={id} data-loses={loses > 0 || undefined}>
                <th scope="row">
                  <a href={`/catalogue?class=${encodeURIComponent(id)}`}>{name}</a>
                </th>
                <td>
                  <span class="meter" style={{ '--share': Math.max(0, nearness) }} />
                  <span class="meter-value">{t.share(Math.max(0, nearness))}</span>
                </td>
                <td>{loses > 0 ? t.preview.wouldLose(loses) : ''}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  );
}
