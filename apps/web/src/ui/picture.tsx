import { useEffect, useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { storedKey } from '../platform/key.ts';

interface Properties {
  readonly id: string;
  readonly collection: string;
  readonly alt: string;
  readonly size?: 'original';
  /** Its path, where it is not that of a stored item. */
  readonly path?: string;
  readonly eager?: boolean;
  readonly onLoad?: () => void;
  readonly onError?: () => void;
}

/** An item's picture. An `img` cannot send a key, so where one is in use the bytes are fetched with it. */
export function Picture({ id, collection, alt, size, path, eager = false, onLoad, onError }: Properties) {
  const url = path ?? unseen.imageUrl(id, { collection, size });
  const source = useSource(url, onError);
  return (
    <img
      src={source}
      alt={alt}
      loading={eager ? 'eager' : 'lazy'}
      decoding="async"
      draggable={false}
      onLoad={onLoad}
      onError={onError}
    />
  );
}

function useSource(url: string, onError?: () => void): string | undefined {
  const key = storedKey();
  const [fetched, setFetched] = useState<string>();
  useEffect(() => {
    if (key === undefined) return;
    let object: string | undefined;
    const abort = new AbortController();
    fetch(url, { headers: { authorization: `Bearer ${key}` }, signal: abort.signal })
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        object = URL.createObjectURL(await response.blob());
        setFetched(object);
      })
      .catch(() => {
        if (!abort.signal.aborted) onError?.();
      });
    return () => {
      abort.abort();
      if (object !== undefined) URL.revokeObjectURL(object);
    };
  }, [url, key]);
  return key === undefined ? url : fetched;
}
