import type { HttpFailure, Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';

/** HTTP 503 with code 130 was seen on 2021-03-10, also when scrolling the site. */
const overCapacity: HttpFailure = { status: 503, body: 'json', errorCode: 130 };

export const retryPrompt: Scenario = {
  name: 'retry-prompt',
  title: 'Timelines fail: “Something went wrong. Try reloading.”',
  account: longTimeAccount,
  phases: [
    {
      name: 'outage',
      operations: {
        HomeTimeline: overCapacity,
        HomeLatestTimeline: overCapacity,
        ListLatestTweetsTimeline: overCapacity,
        UserTweets: overCapacity,
        UserTweetsAndReplies: overCapacity,
        SearchTimeline: overCapacity,
        TweetDetail: overCapacity,
        Bookmarks: overCapacity,
        CreateTweet: { status: 500, body: 'json', errorCode: 131 },
      },
    },
    { name: 'after', operations: {} },
  ],
};
