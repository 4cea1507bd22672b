import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';

/** A page whose code is fetched when it is first shown. */
export function lazy(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | undefined;
  return function Lazy() {
    const [Page, setPage] = useState<ComponentType | undefined>(() => loaded);
    const [error, setError] = useState<unknown>();
    useEffect(() => {
      if (loaded !== undefined) return;
      load().then((component) => {
        loaded = component;
        setPage(() => component);
      }, setError);
    }, []);
    if (error !== undefined) return <Trouble error={error} />;
    return Page === undefined ? <Loading /> : <Page />;
  };
}

/** Keeps a page's state apart from that of the page before it. */
export function Suspense({ children }: { children: ComponentChildren }) {
  return <>{children}</>;
}
