import type { Environment } from './config.ts';

/** How a terminal takes pictures: iTerm2's inline images, or kitty's graphics protocol. */
export type PictureProtocol = 'iterm2' | 'kitty';

/** Values of `TERM_PROGRAM`, and of `LC_TERMINAL`, which travels through ssh. */
const BY_NAME: Readonly<Record<string, PictureProtocol>> = {
  'iTerm.app': 'iterm2',
  iTerm2: 'iterm2',
  WezTerm: 'iterm2',
  mintty: 'iterm2',
  rio: 'iterm2',
  ghostty: 'kitty',
};

/** What the terminal of an environment takes, as far as it says so; undefined inside tmux and screen, which drop pictures. */
export function pictureProtocol(environment: Environment = process.env): PictureProtocol | undefined {
  const { TMUX, STY, TERM = '', KITTY_WINDOW_ID, TERM_PROGRAM = '', LC_TERMINAL = '' } = environment;
  if (TMUX || STY || /^(tmux|screen|dumb)/.test(TERM)) return undefined;
  if (KITTY_WINDOW_ID || /kitty|ghostty/.test(TERM)) return 'kitty';
  return BY_NAME[TERM_PROGRAM] ?? BY_NAME[LC_TERMINAL];
}
