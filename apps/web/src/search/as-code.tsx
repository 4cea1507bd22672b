import { Code } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { useCopied } from '../ui/use-copied.ts';
import { useModal } from '../ui/use-modal.ts';
import { asJson, CODE_LANGUAGES, type CodeLanguage, searchAsCode } from './search-as-code.ts';
import { type Query, toSearch } from './query.ts';
import './as-code.css';

/** The search behind what is seen, for a program. */
export function AsCode({ query }: { query: Query }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="button small" title={t.code.title} onClick={() => setOpen(true)}>
        <Icon of={Code} size={16} />
        {t.code.button}
      </button>
      {open && <CodeDialog query={query} onClose={() => setOpen(false)} />}
    </>
  );
}

function CodeDialog({ query, onClose }: { query: Query; onClose: () => void }) {
  const dialog = useModal();
  const [language, setLanguage] = useState<CodeLanguage>('curl');
  const { copied, copy, forget } = useCopied();
  const id = useId();
  const search = toSearch(query);
  const code = searchAsCode(search, window.location.origin, language);
  const asked = new URLSearchParams({ method: 'POST', path: '/v1/search', body: asJson(search) });
  return (
    <dialog
      ref={dialog}
      class="small-dialog code-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{t.code.title}</h2>
      <Segments
        label={t.code.language}
        values={CODE_LANGUAGES}
        names={t.code.languages}
        value={language}
        onChange={(value) => {
          setLanguage(value);
          forget();
        }}
      />
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
      <div class="actions">
        <a class="button" href={`/console?${asked.toString()}`} onClick={onClose}>
          {t.code.tryIt}
        </a>
        <button type="button" class="button" onClick={onClose}>
          {t.detail.close}
        </button>
        <button type="button" class="button primary" onClick={() => copy(code)}>
          {copied ? t.detail.copied : t.code.copy}
        </button>
      </div>
    </dialog>
  );
}
