import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import {
  Activity,
  ImagePlus,
  KeyRound,
  Languages,
  LayoutGrid,
  Library,
  Monitor,
  Moon,
  Search,
  Sun,
} from 'lucide';
import { UploadBadge } from '../ingest/upload-badge.tsx';
import { followLink } from '../router/place.ts';
import { type Language, LANGUAGES } from '../text/language.ts';
import { chooseLanguage, t, useLanguage } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { applyTheme, storedTheme, THEMES } from './theme.ts';
import { Shortcuts } from './shortcuts.tsx';
import './shell.css';

const LINKS = [
  ['/', 'search', Search],
  ['/ingest', 'ingest', ImagePlus],
  ['/collections', 'collections', Library],
  ['/catalogue', 'catalogue', LayoutGrid],
  ['/keys', 'keys', KeyRound],
  ['/system', 'system', Activity],
] as const;

/** Pages that are reached from another one. */
const OF: Readonly<Record<string, string>> = {
  '/duplicates': '/collections',
  '/map': '/collections',
  '/trash': '/collections',
};

/** The frame of every page: name, navigation, theme. */
export function Shell({ path, children }: { path: string; children: ComponentChildren }) {
  return (
    <div class="shell" onClick={followLink}>
      <a
        class="skip"
        href="#main"
        data-leave
        onClick={(event) => {
          // Not through the address: what follows its `#` may be a picture.
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t.nav.skip}
      </a>
      <header class="top">
        <a class="brand" href="/" aria-label={t.nav.home}>
          <img src="/icon.svg" alt="" width="26" height="26" />
          <span>Unseen</span>
        </a>
        <nav class="nav" aria-label={t.nav.label}>
          {LINKS.map(([href, name, icon]) => (
            <a
              key={href}
              href={href}
              title={t.nav[name]}
              aria-current={href === path || OF[path] === href ? 'page' : undefined}
            >
              <Icon of={icon} />
              <span>{t.nav[name]}</span>
            </a>
          ))}
        </nav>
        <div class="top-end">
          <UploadBadge />
          <a
            class="plain-link wide-only"
            href="/console"
            aria-current={path === '/console' ? 'page' : undefined}
          >
            {t.nav.api}
          </a>
          <Shortcuts />
          <LanguageSelect />
          <ThemeButton />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };

function ThemeButton() {
  const [theme, setTheme] = useState(storedTheme);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t.nav.theme(theme, next)}
      title={t.nav.theme(theme, next)}
      onClick={() => {
        applyTheme(next);
        setTheme(next);
      }}
    >
      <Icon of={THEME_ICONS[theme]} />
    </button>
  );
}

function LanguageSelect() {
  const spoken = useLanguage();
  return (
    <label class="language" title={t.nav.language}>
      <Icon of={Languages} />
      <span class="visually-hidden">{t.nav.language}</span>
      <select value={spoken} onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}>
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
