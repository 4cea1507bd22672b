import { X } from 'lucide';
import { t } from '../text/text.ts';
import { Icon } from './icon.tsx';

/** The cross that takes one of several chosen things away. */
export function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={t.search.remove(label)}
      title={t.search.remove(label)}
      onClick={onRemove}
    >
      <Icon of={X} size={14} />
    </button>
  );
}
