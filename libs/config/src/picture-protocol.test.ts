import { expect, it } from 'vitest';
import { pictureProtocol } from './picture-protocol.ts';

it.each([
  [{ TERM_PROGRAM: 'iTerm.app', TERM: 'xterm-256color' }, 'iterm2'],
  [{ LC_TERMINAL: 'iTerm2', TERM: 'xterm-256color' }, 'iterm2'],
  [{ TERM_PROGRAM: 'WezTerm' }, 'iterm2'],
  [{ TERM: 'xterm-kitty' }, 'kitty'],
  [{ KITTY_WINDOW_ID: '1', TERM: 'xterm-256color' }, 'kitty'],
  [{ TERM_PROGRAM: 'ghostty', TERM: 'xterm-ghostty' }, 'kitty'],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, undefined],
  [{ TERM: 'dumb', LC_TERMINAL: 'iTerm2' }, undefined],
  [{ TMUX: '/tmp/tmux-1/default,1,0', KITTY_WINDOW_ID: '1' }, undefined],
  [{ TERM: 'screen-256color', LC_TERMINAL: 'iTerm2' }, undefined],
  [{}, undefined],
])('takes %j for %s', (environment, protocol) => {
  expect(pictureProtocol(environment)).toBe(protocol);
});
