/**
 * The requests that fill a reader's surfaces, and the one that posts. The id in `/i/api/graphql/<id>/<Operation>`
 * changes with builds, the operation's name does not [bundles 2021, 2025]. Telemetry is left out: blockers cut it.
 */
export const OPERATIONS = [
  'HomeTimeline',
  'HomeLatestTimeline',
  'ListLatestTweetsTimeline',
  'SearchTimeline',
  'UserByScreenName',
  'UserTweets',
  'UserTweetsAndReplies',
  'TweetDetail',
  'Bookmarks',
  'CreateTweet',
] as const;
export type Operation = (typeof OPERATIONS)[number];

const KNOWN = new Set<string>(OPERATIONS);
const GRAPHQL = /^\/i\/api\/graphql\/[^/]+\/([A-Za-z]+)$/;

/**
 * The operation of a request's URL, or undefined for all other requests. Nothing else of a URL is ever kept: its
 * variables name accounts and searches.
 */
export function operationOf(url: string): Operation | undefined {
  const name = GRAPHQL.exec(new URL(url).pathname)?.[1];
  return name !== undefined && KNOWN.has(name) ? (name as Operation) : undefined;
}
