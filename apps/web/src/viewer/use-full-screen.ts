import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of the page that can have the whole screen; where the device does not grant it, it has the whole window. */
export function useFullScreen(part: RefObject<HTMLElement | null>) {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const left = () => {
      if (document.fullscreenElement === null) setFull(false);
    };
    document.addEventListener('fullscreenchange', left);
    return () => document.removeEventListener('fullscreenchange', left);
  }, []);
  const leave = () => {
    setFull(false);
    if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
  };
  const enter = () => {
    setFull(true);
    // What had the focus may be out of sight now: keys would go nowhere.
    part.current?.focus();
    void part.current?.requestFullscreen?.().catch(() => undefined);
  };
  return { full, toggle: full ? leave : enter, leave };
}
