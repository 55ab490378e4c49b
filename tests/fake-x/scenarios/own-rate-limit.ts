import type { HttpFailure, Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';
import { after } from './building-blocks.ts';

/**
 * Since July 2023 the own limit answers 429 with plain text. X works for everybody else. On 2023-07-01 everybody was
 * limited, and saw the very same: only many readers together can tell.
 */
const limited: HttpFailure = { status: 429, body: 'text' };

export const ownRateLimit: Scenario = {
  name: 'own-rate-limit',
  title: 'This account has read too much: its timelines answer 429',
  account: longTimeAccount,
  phases: [
    {
      name: 'limited',
      operations: {
        HomeTimeline: limited,
        HomeLatestTimeline: limited,
        ListLatestTweetsTimeline: limited,
        UserTweets: limited,
        UserTweetsAndReplies: limited,
        SearchTimeline: limited,
        TweetDetail: limited,
      },
      expected: { verdict: 'yours', reason: 'rate-limited', symptoms: ['rate-limited'] },
      visit: ['/home', 'tab:1', '/i/lists/1001'],
    },
    after('/home', 'tab:1'),
  ],
};
