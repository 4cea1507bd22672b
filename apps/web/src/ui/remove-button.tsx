import { X } from 'lucide';
import { en } from '../text/en.ts';
import { Icon } from './icon.tsx';

/** The cross that takes one of several chosen things away. */
export function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={en.search.remove(label)}
      title={en.search.remove(label)}
      onClick={onRemove}
    >
      <Icon of={X} size={14} />
    </button>
  );
}
