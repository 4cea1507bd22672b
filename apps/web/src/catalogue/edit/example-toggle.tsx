import { Check, Plus } from 'lucide';
import { t } from '../../text/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { Picture } from '../../ui/picture.tsx';

interface Properties {
  readonly id: string;
  readonly title: string;
  readonly collection: string;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

/** A picture that is made an example by a click, and none by another. */
export function ExampleToggle({ id, title, collection, chosen, onToggle }: Properties) {
  return (
    <button
      type="button"
      class="example-toggle"
      aria-pressed={chosen}
      aria-label={t.classForm.useAsExample(title)}
      title={t.classForm.useAsExample(title)}
      onClick={onToggle}
    >
      <Picture id={id} collection={collection} alt="" />
      <span class="example-mark" aria-hidden="true">
        <Icon of={chosen ? Check : Plus} size={14} />
      </span>
    </button>
  );
}
