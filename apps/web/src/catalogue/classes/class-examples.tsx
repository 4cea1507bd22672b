import type { CatalogueClass, Search } from '@unseen/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Picture } from '../../ui/picture.tsx';

const SHOWN = 4;

/** Pictures a class catches in a collection, asked for when the class comes into view; its own examples where it catches none. */
export function ClassExamples({ entry, collection }: { entry: CatalogueClass; collection: string }) {
  const box = useRef<HTMLDivElement>(null);
  const visible = useVisible(box);
  const { value: caught } = useLoaded(
    async (signal) => {
      if (!visible || entry.status === 'off') return undefined;
      const { id, name } = entry;
      const search: Search = { text: name, classes: [id], collection, limit: SHOWN, rescore: 'none' };
      const { hits } = await unseen.search(search, { signal });
      return hits.filter(({ hasImage }) => hasImage).map((hit) => ({ id: hit.id, collection }));
    },
    [visible, entry.id, entry.since, collection],
  );
  const own = entry.exemplars.flatMap(({ itemId, collection: of = 'default' }) =>
    itemId === undefined ? [] : [{ id: itemId, collection: of }],
  );
  const shown = caught === undefined ? [] : (caught.length > 0 ? caught : own).slice(0, SHOWN);
  return (
    <div ref={box} class="class-examples">
      {shown.map(({ id, collection: of }) => (
        <span key={id}>
          <Picture id={id} collection={of} alt="" />
        </span>
      ))}
      {caught !== undefined && shown.length === 0 && <p class="muted small">{t.catalogue.catchesNothing}</p>}
    </div>
  );
}

/** Whether an element has been in or near the window. */
function useVisible(box: { readonly current: HTMLElement | null }): boolean {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setVisible(true);
        observer.disconnect();
      },
      { rootMargin: '200px' },
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return visible;
}
