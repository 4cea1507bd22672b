import type { Collection } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { t } from '../text/text.ts';
import { Confirm } from '../ui/confirm.tsx';
import { nameOf } from './name-of.ts';

interface Properties {
  readonly of: Collection;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** What a collection is called, and which of its fields are searched and counted. */
export function CollectionSettings({ of, onSaved, onClose }: Properties) {
  const [displayName, setDisplayName] = useState(of.displayName ?? '');
  const [keywordFields, setKeywordFields] = useState(of.keywordFields.join(', '));
  const [facetFields, setFacetFields] = useState(of.facetFields.join(', '));
  return (
    <Confirm
      title={t.collections.settings(nameOf(of))}
      text={t.collections.fieldsHelp}
      act={t.manage.save}
      onClose={onClose}
      onConfirm={async () => {
        await unseen.updateCollection(of.name, {
          displayName: displayName.trim() || null,
          keywordFields: namesIn(keywordFields),
          facetFields: namesIn(facetFields),
        });
        onSaved();
      }}
    >
      <label class="field">
        <span>{t.collections.displayName}</span>
        <input
          value={displayName}
          placeholder={of.name}
          onInput={(event) => setDisplayName(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{t.collections.keywordFields}</span>
        <input value={keywordFields} onInput={(event) => setKeywordFields(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{t.collections.facetFields}</span>
        <input value={facetFields} onInput={(event) => setFacetFields(event.currentTarget.value)} />
      </label>
    </Confirm>
  );
}

function namesIn(text: string): string[] {
  return text.split(',').flatMap((name) => name.trim() || []);
}
