import { Send } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { usePlace } from '../router/place.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useSending } from '../ui/use-sending.ts';
import {
  type Answered,
  type Asked,
  forgetAll,
  type Method,
  METHODS,
  remember,
  send,
  useSent,
} from './requests.ts';
import './console.css';

const FIRST: Asked = { method: 'GET', path: '/v1/collections', body: '' };

/** Requests typed by hand, their answers, and those sent before. */
export function ConsolePage() {
  const { params } = usePlace();
  const [asked, setAsked] = useState<Asked>(() => given(params) ?? FIRST);
  const [answer, setAnswer] = useState<Answered>();
  const { busy, error, send: sending } = useSending();
  const paths = useLoaded(loadPaths, []);
  const sent = useSent();
  const list = useId();
  const { method, path, body } = asked;
  const run = () =>
    sending(async () => {
      setAnswer(undefined);
      const now = await send(asked);
      setAnswer(now);
      remember({ ...asked, status: now.status, at: new Date().toISOString() });
    });
  return (
    <div class="console">
      <header class="page-head">
        <h1>{t.console.title}</h1>
        <p>
          {t.console.lead}{' '}
          <a href="/docs" data-leave>
            {t.console.reference}
          </a>
        </p>
      </header>
      <form
        class="console-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
        }}
      >
        <label class="field">
          <span>{t.console.method}</span>
          <select
            value={method}
            onChange={(event) => setAsked({ ...asked, method: event.currentTarget.value as Method })}
          >
            {METHODS.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <label class="field grow">
          <span>{t.console.path}</span>
          <input
            required
            pattern="/.*"
            class="mono"
            list={list}
            value={path}
            spellcheck={false}
            onInput={(event) => setAsked({ ...asked, path: event.currentTarget.value })}
          />
        </label>
        <datalist id={list}>
          {paths.value?.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <button type="submit" class="button primary" disabled={busy}>
          <Icon of={Send} size={16} />
          {t.console.send}
        </button>
        {method !== 'GET' && (
          <label class="field whole">
            <span>{t.console.body}</span>
            <textarea
              class="mono"
              rows={8}
              value={body}
              spellcheck={false}
              onInput={(event) => setAsked({ ...asked, body: event.currentTarget.value })}
            />
          </label>
        )}
      </form>
      {error !== undefined && <Trouble error={error} />}
      {answer !== undefined && (
        <section class="console-answer" aria-label={t.console.answer}>
          <p class="muted small numbers" role="status">
            <strong data-wrong={answer.status >= 400 || undefined}>{answer.status}</strong>{' '}
            {t.console.took(answer.milliseconds)}
            {answer.requestId !== '' && ` · ${t.console.request(answer.requestId)}`}
          </p>
          <pre tabIndex={0}>
            <code>{answer.text}</code>
          </pre>
        </section>
      )}
      {sent.length > 0 && (
        <section class="console-history">
          <header>
            <h2>{t.console.history}</h2>
            <button type="button" class="link-button" onClick={forgetAll}>
              {t.console.forget}
            </button>
          </header>
          <ul class="framed-list">
            {sent.map((each) => (
              <li key={`${each.at} ${each.path}`}>
                <button
                  type="button"
                  onClick={() => setAsked({ method: each.method, path: each.path, body: each.body })}
                >
                  <span class="mono">
                    {each.method} {each.path}
                  </span>
                  <span class="muted small numbers">
                    {each.status} · {t.date(each.at)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The paths of the API, to choose from. */
async function loadPaths(signal: AbortSignal): Promise<string[]> {
  const response = await fetch('/openapi.json', { signal });
  const { paths = {} } = (await response.json()) as { paths?: object };
  return Object.keys(paths);
}

/** The request an address asks to be typed. */
function given(params: URLSearchParams): Asked | undefined {
  const method = METHODS.find((each) => each === params.get('method'));
  const path = params.get('path');
  if (method === undefined || path === null || !path.startsWith('/')) return undefined;
  return { method, path, body: params.get('body') ?? '' };
}
