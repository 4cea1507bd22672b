import { useEffect, useState } from 'preact/hooks';

/** Milliseconds a picture stays. */
const STAY_MS = 4_000;

/** One picture after the other, each for a while from when it can be seen. */
export function useSlideshow(shown: string | undefined, next: (() => void) | undefined) {
  const [playing, setPlaying] = useState(false);
  const last = next === undefined;
  useEffect(() => {
    if (!playing || shown === undefined) return;
    if (last) return setPlaying(false);
    const timer = setTimeout(next, STAY_MS);
    return () => clearTimeout(timer);
  }, [playing, shown, last]);
  return { playing, toggle: () => setPlaying(!playing), stop: () => setPlaying(false) };
}
