import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';

/** On 21 December 2023 some people saw "their own tweets and ads, nothing else". */
export const promotedAndOwnOnly: Scenario = {
  name: 'promoted-and-own-only',
  title: 'Home shows advertisements and your own posts, nothing else; lists and profiles are empty',
  account: longTimeAccount,
  phases: [
    {
      name: 'outage',
      operations: {
        HomeTimeline: 'promoted-and-own-only',
        HomeLatestTimeline: 'promoted-and-own-only',
        ListLatestTweetsTimeline: 'empty',
        UserTweets: 'empty',
        UserTweetsAndReplies: 'empty',
        SearchTimeline: 'empty',
      },
    },
  ],
};
