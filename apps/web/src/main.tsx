// First: what the pages add to it comes after.
import './styles/base.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { applyTheme, storedTheme } from './shell/theme.ts';
import { readersLanguage } from './text/language.ts';
import { speakLanguage } from './text/text.ts';

applyTheme(storedTheme());
const draw = () => render(<App />, document.getElementById('app')!);
// Without the texts of the reader's language, the page is there in English.
speakLanguage(readersLanguage()).then(draw, draw);
// For the page without a connection. There is none where the origin is not secure.
if (import.meta.env.PROD) void navigator.serviceWorker?.register('/offline.js').catch(() => undefined);
