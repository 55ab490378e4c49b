/** A scenario is data: what the fake X answers, phase by phase. Whatever a phase does not mention is healthy. */
export interface Scenario {
  name: string;
  /** one line for people */
  title: string;
  account: Account;
  phases: [Phase, ...Phase[]];
}

/** The logged-in account the pages are shown to. */
export interface Account {
  handle: string;
  name: string;
  followsCount: number;
  /** 0: the account's own profile is empty, and legitimately so */
  postsCount: number;
  unreadCount: number;
}

export interface Phase {
  name: string;
  /** the next phase follows by itself after this long; without it the phase stays */
  lastsMs?: number;
  /** what pages themselves answer; the app's shell when not given */
  document?: WithDelay<DocumentAnswer>;
  /** whether X's script files are delivered; `hang`: asked for and never answered */
  scripts?: 'ok' | 'missing' | 'hang';
  operations: Partial<Record<Operation, WithDelay<Answer>>>;
}

/** GraphQL operations by X's own names; the last two are REST paths below /i/api/2/. */
export const OPERATIONS = [
  'HomeTimeline',
  'HomeLatestTimeline',
  'ListLatestTweetsTimeline',
  'UserByScreenName',
  'UserTweets',
  'UserTweetsAndReplies',
  'SearchTimeline',
  'TweetDetail',
  'Bookmarks',
  'ExplorePage',
  'ExploreSidebar',
  'CreateTweet',
  'badge_count',
  'notifications/all.json',
] as const;

export type Operation = (typeof OPERATIONS)[number];

/**
 * What a request that succeeds brings back. `empty-then-posts`: an empty answer, and posts when the app asks again
 * a moment later, as seen on healthy pages in 2026.
 */
export type Content = 'posts' | 'empty' | 'promoted-and-own-only' | 'empty-then-posts';

/** The connection itself fails: no answer ever, or cut without one. */
export type ConnectionFailure = 'hang' | 'drop';

export interface HttpFailure {
  status: number;
  body: 'none' | 'json' | 'text' | 'html';
  /** X's own error code, in a json body */
  errorCode?: number;
}

/** HTTP 200 whose body holds `errors` and no data. */
export interface GraphqlFailure {
  error: number;
}

export type Answer = Content | ConnectionFailure | HttpFailure | GraphqlFailure;
export type DocumentAnswer = 'app' | ConnectionFailure | HttpFailure;
export type WithDelay<A> = A | { answer: A; delayMs: number };

/** Both ways of writing an answer, as one. */
export function withDelay<A>(written: WithDelay<A>, usualDelayMs: number): { answer: A; delayMs: number } {
  const isWrapped = typeof written === 'object' && written !== null && 'answer' in written;
  return isWrapped ? written : { answer: written, delayMs: usualDelayMs };
}
