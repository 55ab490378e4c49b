import type { Answer, HttpFailure, Operation, Phase } from '../scenario.ts';

/** What readers read: every timeline that comes from GraphQL, and the head of a profile. */
const READING = [
  'HomeTimeline',
  'HomeLatestTimeline',
  'ListLatestTweetsTimeline',
  'CommunityTweetsTimeline',
  'UserByScreenName',
  'UserTweets',
  'UserTweetsAndReplies',
  'UserMedia',
  'SearchTimeline',
  'TweetDetail',
  'Bookmarks',
] as const satisfies Operation[];

export function everyTimeline(answer: Answer): Phase['operations'] {
  return Object.fromEntries(READING.map((operation) => [operation, answer]));
}

/** HTTP 503 with code 130 was seen on 2021-03-10, also when scrolling the site. */
export const overCapacity: HttpFailure = { status: 503, body: 'json', errorCode: 130 };

/** An ordinary time in which the reader sees posts where the trouble will be. */
export function before(...visit: NonNullable<Phase['visit']>): Phase {
  return { name: 'before', operations: {}, expected: { verdict: 'working' }, visit };
}

/** Everything is back. */
export function after(...visit: NonNullable<Phase['visit']>): Phase {
  return { name: 'after', operations: {}, expected: { verdict: 'working' }, visit };
}
