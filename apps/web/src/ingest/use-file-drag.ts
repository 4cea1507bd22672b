import { useEffect, useRef, useState } from 'preact/hooks';

/** What is dragged over the page. */
export interface Drag {
  /** Whether it is one picture and nothing else; a folder has no type. */
  readonly onePicture: boolean;
}

/**
 * Files that are dragged over the page, wherever on it, and what is dropped. Without it the browser would leave the page for the file.
 *
 * @param onDrop - told of a drop while the event is under way; absent: nobody takes any
 * @returns what is over the page now
 */
export function useFileDrag(
  onDrop: ((data: DataTransfer, event: DragEvent) => void) | undefined,
): Drag | undefined {
  const [over, setOver] = useState<Drag>();
  const latest = useRef(onDrop);
  latest.current = onDrop;
  const wanted = onDrop !== undefined;
  useEffect(() => {
    if (!wanted) return;
    const drag = (event: DragEvent) => {
      const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const onePicture = items.length === 1 && items[0]!.type.startsWith('image/');
      setOver((before) => (before?.onePicture === onePicture ? before : { onePicture }));
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(undefined);
    };
    const drop = (event: DragEvent) => {
      setOver(undefined);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      latest.current?.(event.dataTransfer, event);
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [wanted]);
  return over;
}
