import type { Scenario } from '../scenario.ts';
import type { Truth } from '../truth.ts';
import { longTimeAccount } from './accounts.ts';

const notLoggedIn: Truth = { verdict: 'unknown', reason: 'logged-out' };

/** X keeps nearly all from visitors; since June 2026 its start page is another app [twscrape#312]. */
export const loggedOut: Scenario = {
  name: 'logged-out',
  title: 'Nobody is logged in: the new start page, the log-in dialog, a public profile',
  account: longTimeAccount,
  phases: [
    {
      name: 'new-start-page',
      visitor: 'nobody',
      operations: {},
      // its elements are unknown, so that not to understand it is no fault
      expected: { verdict: 'unknown' },
      visit: ['/'],
    },
    { name: 'log-in-dialog', visitor: 'nobody', operations: {}, expected: notLoggedIn, visit: ['/home'] },
    {
      name: 'public-profile',
      visitor: 'nobody',
      operations: {},
      expected: { ...notLoggedIn, alsoFair: ['working'] },
      visit: ['/barn_owl_x'],
    },
    {
      // class H: on 2022-12-29 nobody could log in
      name: 'log-in-fails',
      visitor: 'nobody',
      operations: { 'onboarding/task.json': { status: 503, body: 'json', errorCode: 130 } },
      expected: notLoggedIn,
      visit: ['/i/flow/login'],
    },
  ],
};

/** X asks for proof of who is there; on other days the account reads on. */
export const accountChallenge: Scenario = {
  name: 'account-challenge',
  title: 'The account is asked for proof: every page leads to /account/access',
  account: longTimeAccount,
  phases: [
    {
      name: 'challenged',
      visitor: 'challenged',
      operations: {},
      expected: { verdict: 'unknown', alsoFair: ['yours'] },
      visit: ['/home'],
    },
    {
      // log-in trouble, or a block: never a failure of X's alone
      name: 'refused',
      operations: {
        HomeTimeline: { status: 403, body: 'json', errorCode: 353 },
        HomeLatestTimeline: { status: 403, body: 'json', errorCode: 353 },
      },
      expected: { verdict: 'unknown', alsoFair: ['yours', 'suspected'] },
      visit: ['/home', 'tab:1'],
    },
  ],
};
