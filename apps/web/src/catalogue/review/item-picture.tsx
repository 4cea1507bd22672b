import { useState } from 'preact/hooks';
import { Picture } from '../../ui/picture.tsx';

interface Properties {
  readonly id: string;
  readonly caption?: string;
  readonly collection: string;
}

/** An item of a review, leading to itself; where it has no picture, its caption stands for it. */
export function ItemPicture({ id, caption, collection }: Properties) {
  const [bare, setBare] = useState(false);
  const params = new URLSearchParams({ hit: id, ...(collection !== 'default' && { c: collection }) });
  const title = caption ?? id;
  return (
    <a class="item-picture" href={`/?${params.toString()}`} title={title}>
      {bare ? (
        <span>{title}</span>
      ) : (
        <Picture id={id} collection={collection} alt={title} onError={() => setBare(true)} />
      )}
    </a>
  );
}
