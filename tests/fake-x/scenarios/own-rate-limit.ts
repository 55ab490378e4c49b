import type { HttpFailure, Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';

/** Since July 2023 the own limit answers 429 with plain text. X works for everybody else. */
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
    },
    { name: 'after', operations: {} },
  ],
};
