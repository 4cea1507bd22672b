import { date, number } from './format.ts';

/** The English texts of the keys page. */
export const keyTexts = {
  keys: {
    title: 'Keys',
    lead: 'A key lets a program or a person call the platform, for what it names and no more.',
    open: 'This platform is open: whoever reaches it may do everything. Set UNSEEN_API_KEY, and it asks for a key.',
    none: 'No keys yet. Make one for each program that calls.',
    make: 'Make a key',
    name: 'What it is for',
    namePlaceholder: 'shop front',
    scopes: 'May',
    scope: { search: 'Search', ingest: 'Add', admin: 'Manage' },
    scopeText: {
      search: 'search, look at items and their pictures',
      ingest: 'add, change and remove items, run jobs',
      admin: 'manage collections, classes and keys',
    },
    expiry: 'Until',
    expiries: {
      month: 'In 30 days',
      quarter: 'In 90 days',
      year: 'In a year',
      day: 'A day you choose',
      never: 'No end',
    },
    day: 'Last day',
    limit: 'Requests a minute',
    noLimit: 'No limit',
    ends: (status: 'active' | 'expired' | 'revoked', at: string | null) =>
      status === 'revoked'
        ? `Revoked ${at === null ? '' : date(at)}`
        : status === 'expired'
          ? `Ended ${at === null ? '' : date(at)}`
          : at === null
            ? 'No end'
            : `Until ${date(at)}`,
    used: (at: string | null) => (at === null ? 'Never used' : `Used ${date(at)}`),
    atMost: (requests: number) => `At most ${number(requests)} a minute`,
    thisTab: 'Used by this tab',
    made: (name: string) => `The key for “${name}”`,
    onlyNow: 'Copy it now: it is shown this once, and nobody can look it up later.',
    copy: 'Copy the key',
    hide: 'Hide the key',
    rotate: (name: string) => `Replace the key for “${name}”`,
    rotateShort: 'Replace',
    rotateText:
      'A new key with the same rights is made. The old one goes on for a while, so that callers can change over.',
    overlap: 'The old key is accepted for',
    overlaps: { 0: 'not a second longer', 3600: 'an hour', 86400: 'a day', 604800: 'a week' },
    revoke: (name: string) => `Revoke the key for “${name}”`,
    revokeShort: 'Revoke',
    revokeText: 'Whoever uses it is refused within a second. A revoked key does not come back.',
    revokeAct: 'Revoke the key',
  },
};
