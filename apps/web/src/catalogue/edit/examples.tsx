import { ImagePlus, Search } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../../text/text.ts';
import { FilePicture } from '../../ui/file-picture.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Picture } from '../../ui/picture.tsx';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { type Draft, MOST_EXAMPLES, toggledExample } from './draft.ts';
import { ExampleSearch } from './example-search.tsx';
import { readPicture } from './own-picture.ts';

interface Properties {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Pictures that show the class: items of a collection, and pictures of the reader's own. */
export function Examples({ draft, onChange }: Properties) {
  const [searching, setSearching] = useState(false);
  const { exemplars, pictures, collection, hidden, replacesExamples } = draft;
  const add = async (files: readonly File[]) => {
    const read = await Promise.all(files.slice(0, MOST_EXAMPLES).map(readPicture));
    onChange({ ...draft, pictures: [...pictures, ...read], replacesExamples: true });
  };
  return (
    <fieldset class="examples">
      <legend>{t.classForm.examples}</legend>
      <p class="muted small">{t.classForm.examplesHelp}</p>
      {exemplars.length + pictures.length > 0 && (
        <ul class="example-strip">
          {exemplars.map((id) => (
            <Chosen key={id} label={id} onRemove={() => onChange(toggledExample(draft, id))}>
              <Picture id={id} collection={collection} alt="" />
            </Chosen>
          ))}
          {pictures.map((picture) => (
            <Chosen
              key={picture.name}
              label={picture.name}
              onRemove={() => onChange({ ...draft, pictures: pictures.filter((other) => other !== picture) })}
            >
              <FilePicture file={picture.file} alt="" />
            </Chosen>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p class="muted small">
          {replacesExamples ? t.classForm.hiddenGo(hidden) : t.classForm.hiddenStay(hidden)}
        </p>
      )}
      <div class="actions">
        <button
          type="button"
          class="button small"
          aria-expanded={searching}
          onClick={() => setSearching(!searching)}
        >
          <Icon of={Search} size={15} />
          {t.classForm.findExamples}
        </button>
        <label class="button small file-button">
          <Icon of={ImagePlus} size={15} />
          {t.classForm.ownPictures}
          <input
            type="file"
            accept="image/*"
            multiple
            class="visually-hidden"
            onChange={(event) => {
              void add([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
        </label>
      </div>
      {searching && <ExampleSearch draft={draft} onChange={onChange} />}
    </fieldset>
  );
}

function Chosen({
  label,
  onRemove,
  children,
}: {
  label: string;
  onRemove: () => void;
  children: preact.ComponentChildren;
}) {
  return (
    <li>
      {children}
      <RemoveButton label={label} onRemove={onRemove} />
    </li>
  );
}
