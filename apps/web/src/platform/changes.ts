import { useEffect, useState } from 'preact/hooks';

/** Something of the page that changes outside of components, and is told by an event of the window. */
export interface Changes {
  readonly tell: () => void;
  /** Draws anew after every change. @returns another number after each */
  readonly use: () => number;
}

/** @param name - of the event */
export function changes(name: string): Changes {
  return {
    tell: () => void window.dispatchEvent(new Event(name)),
    use: () => {
      const [turn, setTurn] = useState(0);
      useEffect(() => {
        const listen = () => setTurn((before) => before + 1);
        window.addEventListener(name, listen);
        return () => window.removeEventListener(name, listen);
      }, []);
      return turn;
    },
  };
}
