import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';

/** Nothing fails and nothing comes. On 2026-01-16 pages loaded while their timelines stayed empty. */
export const stuckLoading: Scenario = {
  name: 'stuck-loading',
  title: 'Requests are never answered: first those for scripts, then those for timelines',
  account: longTimeAccount,
  phases: [
    { name: 'splash', scripts: 'hang', operations: {} },
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
    },
    { name: 'after', operations: {} },
  ],
};
