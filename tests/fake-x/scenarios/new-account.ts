import type { Scenario } from '../scenario.ts';
import { newAccount } from './accounts.ts';

/** Everything the account could look at is empty, and X works. Profiles of others have posts. */
export const newAccountScenario: Scenario = {
  name: 'new-account',
  title: 'A new account that follows nobody: empty everywhere, and rightly so',
  account: newAccount,
  phases: [
    {
      name: 'new-account',
      operations: {
        HomeTimeline: 'empty',
        HomeLatestTimeline: 'empty',
        ListLatestTweetsTimeline: 'empty',
        Bookmarks: 'empty',
        'notifications/all.json': 'empty',
      },
      // there is nothing to compare with until a profile shows posts
      expected: { verdict: 'unknown', alsoFair: ['working'] },
      visit: ['/home', 'tab:1', '/i/bookmarks', '/notifications'],
    },
  ],
};
