import type { IconNode } from 'lucide';
import { Icon } from './icon.tsx';

interface Properties {
  readonly icon: IconNode;
  readonly label: string;
  /** What it does in full, where the label leaves open to what. */
  readonly name?: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** A small button with an icon and a word that does one thing. */
export function IconAct({ icon, label, name, disabled = false, onClick }: Properties) {
  return (
    <button type="button" class="button small" aria-label={name} disabled={disabled} onClick={onClick}>
      <Icon of={icon} size={16} />
      <span>{label}</span>
    </button>
  );
}
