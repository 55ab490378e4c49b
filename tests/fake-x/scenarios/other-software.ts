import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';
import { after } from './building-blocks.ts';

/** Another extension removes X's app and draws its own: nothing in it is X's. */
export const otherFrontEnd: Scenario = {
  name: 'other-front-end',
  title: 'Another extension shows a front-end of its own in X’s place',
  account: longTimeAccount,
  phases: [
    {
      name: 'old-look',
      otherExtension: 'old-front-end',
      operations: {},
      expected: { verdict: 'unknown' },
      visit: ['/home', 'reload'],
    },
  ],
};

/** X works, in elements nobody has seen: "page not understood", never "outage". */
export const unknownApp: Scenario = {
  name: 'unknown-app',
  title: 'X has moved to an app with other markup, and works',
  account: longTimeAccount,
  phases: [
    {
      name: 'moved',
      document: 'unknown-app',
      operations: {},
      expected: { verdict: 'unknown', reason: 'not-understood' },
      visit: ['/home', 'reload'],
    },
  ],
};

/** Extensions that filter posts leave their cells in the page [third-party notes]. */
export const hiddenPosts: Scenario = {
  name: 'hidden-posts',
  title: 'Another extension hides every post, or makes it transparent',
  account: longTimeAccount,
  phases: [
    {
      name: 'hidden',
      otherExtension: 'hides-posts',
      operations: {},
      expected: { verdict: 'working', alsoFair: ['yours', 'unknown'] },
      visit: ['/home', 'tab:1'],
    },
    {
      name: 'transparent',
      otherExtension: 'dims-posts',
      operations: {},
      expected: { verdict: 'working', alsoFair: ['yours', 'unknown'] },
      visit: ['/home', 'tab:1'],
    },
    after('/home'),
  ],
};

/** To the page a blocked request looks like one that was cut. */
export const contentBlocker: Scenario = {
  name: 'content-blocker',
  title: 'A blocker cuts telemetry, then X’s scripts',
  account: longTimeAccount,
  phases: [
    {
      name: 'telemetry',
      telemetry: 'drop',
      operations: {},
      expected: { verdict: 'working' },
      visit: ['/home', 'tab:1', '/notifications'],
    },
    {
      name: 'scripts',
      scripts: 'drop',
      telemetry: 'drop',
      operations: {},
      expected: { verdict: 'yours', alsoFair: ['suspected', 'unknown'], symptoms: ['script-failure'] },
      visit: ['/home', 'reload'],
    },
    after('/home'),
  ],
};
