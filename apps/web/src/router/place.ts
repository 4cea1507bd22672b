import { useEffect, useState } from 'preact/hooks';

/** Where the reader is: the path, what follows the question mark, and what follows the `#`, with it. */
export interface Place {
  readonly path: string;
  readonly params: URLSearchParams;
  readonly hash: string;
}

const MOVED = 'unseen:moved';

let back = false;
window.addEventListener('popstate', () => (back = true));

/** Whether the reader came to this place by the browser's own Back or Forward. */
export function cameBack(): boolean {
  return back;
}

function here(): Place {
  const { pathname, search, hash } = window.location;
  return { path: pathname, params: new URLSearchParams(search), hash };
}

/** Goes to another place of this page. `replace` leaves no step in the browser's history. */
export function go(path: string, params?: URLSearchParams, { replace = false, hash = '' } = {}): void {
  back = false;
  const query = params?.toString() ?? '';
  const url = `${query === '' ? path : `${path}?${query}`}${hash}`;
  if (replace) window.history.replaceState(null, '', url);
  else window.history.pushState(null, '', url);
  window.dispatchEvent(new Event(MOVED));
}

/** The place, as it changes. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const update = () => setPlace(here());
    window.addEventListener('popstate', update);
    window.addEventListener(MOVED, update);
    return () => {
      window.removeEventListener('popstate', update);
      window.removeEventListener(MOVED, update);
    };
  }, []);
  return place;
}

/** Follows links of this page without loading it again; lets the browser handle the rest. */
export function followLink(event: MouseEvent): void {
  const link = (event.target as Element).closest('a');
  if (link === null || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target !== '' || link.hasAttribute('download') || link.dataset['leave'] !== undefined) return;
  if (link.origin !== window.location.origin) return;
  event.preventDefault();
  go(link.pathname, new URLSearchParams(link.search));
}
