import type { IconNode } from 'lucide';
import { Icon } from '../ui/icon.tsx';

/** Pictures, cameras' raw files, which systems know no type of, and the texts that may stand beside them. */
const ACCEPTED = 'image/*,.heic,.heif,.dng,.cr2,.cr3,.nef,.arw,.raf,.rw2,.orf,.pef,.txt,.json';

interface Properties {
  readonly label: string;
  readonly icon: IconNode;
  /** Whether a whole folder is chosen. */
  readonly folder?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that lets files, or a folder, be chosen. */
export function ChooseFiles({ label, icon, folder = false, onFiles }: Properties) {
  return (
    <label class="button file-button">
      <Icon of={icon} size={16} />
      {label}
      <input
        type="file"
        multiple
        class="visually-hidden"
        accept={folder ? undefined : ACCEPTED}
        ref={(element) => {
          if (element && folder) element.webkitdirectory = true;
        }}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
