import type { Phase, Scenario } from '../scenario.ts';
import type { Truth } from '../truth.ts';
import { longTimeAccount } from './accounts.ts';
import { after, before } from './building-blocks.ts';

/** A blocker in the browser looks the same, as X's own page says: weak evidence. */
const scriptsFail: Truth = {
  verdict: 'suspected',
  alsoFair: ['yours', 'unknown'],
  symptoms: ['script-failure'],
};

/** "Blank page" of 2026-02-16: the scripts came, ran, and left nothing [what they left is inferred]. */
export const blankPage: Scenario = {
  name: 'blank-page',
  title: '16 February 2026: pages go blank when the app starts',
  account: longTimeAccount,
  phases: [
    before('/home', '/i/lists/1001'),
    {
      name: 'outage',
      chunks: { app: 'blanks' },
      operations: {},
      expected: { verdict: 'outage', alsoFair: ['suspected'], symptoms: ['blank-page'] },
      visit: ['/home', 'reload', '/i/lists/1001'],
    },
    after('/home'),
  ],
};

/** "Something went wrong, but don’t fret" inside the app, in the reader's language [bundle 2021]. */
export const errorBoundary: Scenario = {
  name: 'error-boundary',
  title: 'The app breaks: one column, all of it, and with a blocker as the suspect',
  account: longTimeAccount,
  phases: [
    before('/home', '/i/lists/1001'),
    {
      name: 'column',
      chunks: { 'home-page': 'throws', 'list-page': 'throws' },
      operations: {},
      expected: scriptsFail,
      visit: ['/i/bookmarks', '/home', '/i/lists/1001'],
    },
    {
      name: 'app',
      chunks: { app: 'throws' },
      operations: {},
      expected: scriptsFail,
      visit: ['/home', 'reload'],
    },
    {
      name: 'blocker-suspected',
      chunks: { 'home-page': 'suspects-blocker' },
      operations: {},
      expected: { verdict: 'yours', alsoFair: ['suspected', 'unknown'], reason: 'blocked' },
      visit: ['/home', 'reload'],
    },
    after('/home'),
  ],
};

const parts: Phase['chunks'] = {
  'home-page': 'missing',
  'list-page': 'missing',
  'bookmarks-page': 'missing',
};

/** The prompt in place of a page part; without a connection its text and icon are others [bundle 2021]. */
export const chunksMissing: Scenario = {
  name: 'chunks-missing',
  title: 'Scripts of single pages do not come: from X, then because the reader is offline',
  account: longTimeAccount,
  phases: [
    before('/home', '/i/lists/1001'),
    {
      name: 'online',
      chunks: parts,
      operations: {},
      expected: {
        verdict: 'suspected',
        alsoFair: ['outage', 'yours'],
        parts: ['home-for-you', 'list'],
      },
      visit: ['/home', '/i/lists/1001'],
    },
    {
      name: 'offline',
      operations: {},
      expected: { verdict: 'yours', reason: 'offline' },
      visit: ['/home', 'offline', 'follow:/i/bookmarks'],
    },
    after('online', '/home'),
  ],
};
