/** `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const NAME = 'unseen:theme';

/** The theme the reader chose on this device. */
export function storedTheme(): Theme {
  const stored = window.localStorage.getItem(NAME);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

/** Shows the page in a theme and remembers it. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  window.localStorage.setItem(NAME, theme);
}
