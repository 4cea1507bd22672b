import { SquareCheck } from 'lucide';
import { t } from '../text/text.ts';
import { IconAct } from '../ui/icon-act.tsx';
import { useSelection } from './selection.ts';

/** Begins to select: the way without a pointer that hovers. */
export function SelectButton() {
  const selection = useSelection();
  if (selection.active) return null;
  return <IconAct icon={SquareCheck} label={t.manage.select} onClick={selection.start} />;
}
