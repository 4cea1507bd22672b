import { UnseenError, dataOf } from '@unseen/client';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Switch } from '../../ui/switch.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { Draft } from './draft.ts';
import { Examples } from './examples.tsx';

interface Properties {
  readonly draft: Draft;
  readonly isNew: boolean;
  /** Whether another class has the name. */
  readonly taken: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  /** Where to go without saving. */
  readonly cancel: string;
  readonly onChange: (draft: Draft) => void;
  readonly onSave: () => void;
}

/** What a class is called, what it looks like, and what shows it. */
export function ClassForm({ draft, isNew, taken, busy, error, cancel, onChange, onSave }: Properties) {
  const set = (changed: Partial<Draft>) => onChange({ ...draft, ...changed });
  const names = useLoaded(async (signal) => {
    const query = { limit: 1000 };
    return dataOf(await unseen.http.GET('/v1/classes', { params: { query }, signal })).classes;
  }, []);
  return (
    <form
      class="editor-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <Field label={t.classForm.name} help={taken ? t.preview.nameTaken : t.classForm.nameHelp} wrong={taken}>
        {(described) => (
          <input
            {...described}
            required
            maxLength={100}
            autocomplete="off"
            aria-invalid={taken || undefined}
            value={draft.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t.classForm.description} help={t.classForm.descriptionHelp}>
        {(described) => (
          <textarea
            {...described}
            rows={2}
            maxLength={1000}
            value={draft.description}
            onInput={(event) => set({ description: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t.classForm.synonyms} help={t.classForm.synonymsHelp}>
        {(described) => (
          <input
            {...described}
            autocomplete="off"
            value={draft.synonyms}
            onInput={(event) => set({ synonyms: event.currentTarget.value })}
          />
        )}
      </Field>
      <Examples draft={draft} onChange={onChange} />
      <Field label={t.classForm.parent} help={t.classForm.parentHelp}>
        {(described) => (
          <>
            <input
              {...described}
              list="class-names"
              autocomplete="off"
              value={draft.parent}
              onInput={(event) => set({ parent: event.currentTarget.value })}
            />
            <datalist id="class-names">
              {names.value
                ?.filter(({ name }) => name !== draft.name)
                .map(({ id, name }) => (
                  <option key={id} value={name} />
                ))}
            </datalist>
          </>
        )}
      </Field>
      {draft.line !== undefined && (
        <Field label={t.classForm.line(draft.line)} help={t.classForm.lineHelp}>
          {(described) => (
            <input
              {...described}
              type="range"
              min={0}
              max={1}
              step={0.01}
              value={draft.line}
              onInput={(event) => set({ line: event.currentTarget.valueAsNumber, movesLine: true })}
            />
          )}
        </Field>
      )}
      <div class="editor-switches">
        <Switch label={t.classForm.seen} checked={draft.seen} onChange={(seen) => set({ seen })} />
        <p class="muted small">{t.classForm.seenHelp}</p>
        {!isNew && <Switch label={t.classForm.on} checked={draft.on} onChange={(on) => set({ on })} />}
      </div>
      {error !== undefined && <Refused error={error} />}
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy || taken}>
          {busy ? t.classForm.saving : isNew ? t.classForm.create : t.classForm.save}
        </button>
        <a class="button" href={cancel}>
          {t.cancel}
        </a>
      </div>
    </form>
  );
}

/** A field with its explanation, which is read after its name. */
function Field({
  label,
  help,
  wrong = false,
  children,
}: {
  label: string;
  help: string;
  wrong?: boolean;
  children: (described: { 'aria-describedby': string }) => ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="field">
      <label class="field">
        <span>{label}</span>
        {children({ 'aria-describedby': id })}
      </label>
      <small id={id} role={wrong ? 'alert' : undefined} class={wrong ? 'wrong' : undefined}>
        {help}
      </small>
    </div>
  );
}

/** Why the class was not taken, field by field. */
function Refused({ error }: { error: unknown }) {
  const fields = error instanceof UnseenError ? error.errors : [];
  return (
    <>
      <Trouble error={error} />
      {fields.length > 1 && (
        <ul class="refused">
          {fields.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{`${field} ${message}`}</li>
          ))}
        </ul>
      )}
    </>
  );
}
