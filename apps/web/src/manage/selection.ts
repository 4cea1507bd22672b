import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';

/** The items someone has chosen in a list. */
export interface Selection {
  /** Whether a click on a picture chooses it instead of opening it. */
  readonly active: boolean;
  readonly chosen: ReadonlySet<string>;
  /** Chooses an item, or no longer; with `range`, all from the one before to this one. */
  readonly toggle: (id: string, range?: boolean) => void;
  /** Chooses items besides those that are. */
  readonly add: (ids: readonly string[]) => void;
  /** Begins with nothing chosen: where there is no pointer that hovers. */
  readonly start: () => void;
  /** Chooses all of the list. */
  readonly all: () => void;
  readonly clear: () => void;
}

const NONE: Selection = {
  active: false,
  chosen: new Set(),
  toggle: () => undefined,
  add: () => undefined,
  start: () => undefined,
  all: () => undefined,
  clear: () => undefined,
};

const Context = createContext(NONE);
export const SelectionProvider = Context.Provider;

/** The selection of the list a tile is in. */
export const useSelection = () => useContext(Context);

/**
 * The choice of all between two places of a list, both included, added to what was chosen.
 *
 * @param from - where the choice began; absent from the list: only `to` is added
 */
export function withRange(
  chosen: ReadonlySet<string>,
  order: readonly string[],
  from: string | undefined,
  to: string,
): ReadonlySet<string> {
  const ends = [from === undefined ? -1 : order.indexOf(from), order.indexOf(to)];
  if (ends.includes(-1)) return new Set([...chosen, to]);
  return new Set([...chosen, ...order.slice(Math.min(...ends), Math.max(...ends) + 1)]);
}

/**
 * Keeps what is chosen of a list.
 *
 * @param order - ids as they are shown
 * @param list - names the list: another one begins with nothing chosen
 */
export function useSelecting(order: readonly string[], list: string): Selection {
  const [active, setActive] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NONE.chosen);
  const last = useRef<string>(undefined);
  const shown = useRef(order);
  shown.current = order;
  const clear = () => {
    setActive(false);
    setChosen(NONE.chosen);
    last.current = undefined;
  };
  useEffect(clear, [list]);
  useEffect(() => {
    if (!active) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) clear();
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [active]);
  return useMemo(
    () => ({
      active,
      chosen,
      clear,
      start: () => setActive(true),
      add: (ids) => {
        if (ids.length === 0) return;
        setActive(true);
        setChosen((before) => new Set([...before, ...ids]));
      },
      all: () => setChosen(new Set(shown.current)),
      toggle: (id, range = false) => {
        setActive(true);
        setChosen((before) => {
          if (range) return withRange(before, shown.current, last.current, id);
          const next = new Set(before);
          if (!next.delete(id)) next.add(id);
          return next;
        });
        last.current = id;
      },
    }),
    [active, chosen],
  );
}
