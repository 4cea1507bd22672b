import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Activity, ImagePlus, KeyRound, LayoutGrid, Library, Monitor, Moon, Search, Sun } from 'lucide';
import { UploadBadge } from '../ingest/upload-badge.tsx';
import { followLink } from '../router/place.ts';
import { en } from '../text/en.ts';
import { Icon } from '../ui/icon.tsx';
import { applyTheme, storedTheme, THEMES } from './theme.ts';
import './shell.css';

const LINKS = [
  ['/', en.nav.search, Search],
  ['/ingest', en.nav.ingest, ImagePlus],
  ['/collections', en.nav.collections, Library],
  ['/catalogue', en.nav.catalogue, LayoutGrid],
  ['/keys', en.nav.keys, KeyRound],
  ['/system', en.nav.system, Activity],
] as const;

/** The frame of every page: name, navigation, theme. */
export function Shell({ path, children }: { path: string; children: ComponentChildren }) {
  return (
    <div class="shell" onClick={followLink}>
      <a class="skip" href="#main" data-leave>
        {en.nav.skip}
      </a>
      <header class="top">
        <a class="brand" href="/" aria-label={en.nav.home}>
          <img src="/icon.svg" alt="" width="26" height="26" />
          <span>Unseen</span>
        </a>
        <nav class="nav" aria-label={en.nav.label}>
          {LINKS.map(([href, name, icon]) => (
            <a key={href} href={href} aria-current={path === href ? 'page' : undefined}>
              <Icon of={icon} />
              <span>{name}</span>
            </a>
          ))}
        </nav>
        <div class="top-end">
          <UploadBadge />
          <a class="plain-link wide-only" href="/docs" data-leave>
            {en.nav.api}
          </a>
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
      aria-label={en.nav.theme(theme, next)}
      title={en.nav.theme(theme, next)}
      onClick={() => {
        applyTheme(next);
        setTheme(next);
      }}
    >
      <Icon of={THEME_ICONS[theme]} />
    </button>
  );
}
