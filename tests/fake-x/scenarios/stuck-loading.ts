import type { Scenario } from '../scenario.ts';
import type { Truth } from '../truth.ts';
import { longTimeAccount } from './accounts.ts';
import { after } from './building-blocks.ts';

/** Silence may be the reader's own line, however long it lasts. */
const silent: Truth = { verdict: 'suspected', alsoFair: ['outage', 'unknown'], symptoms: ['stuck-loading'] };

/** Nothing fails and nothing comes. On 2026-01-16 pages loaded while their timelines stayed empty. */
export const stuckLoading: Scenario = {
  name: 'stuck-loading',
  title: 'Requests are never answered: first those for scripts, then those for timelines',
  account: longTimeAccount,
  phases: [
    {
      name: 'splash',
      scripts: 'hang',
      operations: {},
      expected: silent,
      visit: ['/home'],
    },
    {
      name: 'spinner',
      operations: {
        HomeTimeline: 'hang',
        HomeLatestTimeline: 'hang',
        ListLatestTweetsTimeline: 'hang',
        UserTweets: 'hang',
        UserTweetsAndReplies: 'hang',
        SearchTimeline: 'hang',
      },
      expected: { ...silent, parts: ['home-for-you'] },
      visit: ['/home'],
    },
    after('/home'),
  ],
};
