import { SquareCheck } from 'lucide';
import { en } from '../text/en.ts';
import { Icon } from '../ui/icon.tsx';
import { useSelection } from './selection.ts';

/** Begins to select: the way without a pointer that hovers. */
export function SelectButton() {
  const selection = useSelection();
  if (selection.active) return null;
  return (
    <button type="button" class="button small" onClick={selection.start}>
      <Icon of={SquareCheck} size={16} />
      {en.manage.select}
    </button>
  );
}
