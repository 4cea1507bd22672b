import { useEffect, useState } from 'preact/hooks';

/**
 * Takes a picture that is dropped anywhere on the page or pasted.
 *
 * @returns whether something is being dragged over the page
 */
export function useDroppedPicture(onPicture: (file: File) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const take = (data: DataTransfer | null, event: Event) => {
      const file = [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (file === undefined) return;
      event.preventDefault();
      onPicture(file);
    };
    const drag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer, event);
    };
    const paste = (event: ClipboardEvent) => take(event.clipboardData, event);
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [onPicture]);
  return over;
}
