import type { Planned } from './plan.ts';
import type { Step, Truth } from './truth.ts';

/** A scenario is data: what the fake X answers, phase by phase. Whatever a phase does not mention is healthy. */
export interface Scenario {
  name: string;
  /** one line for people */
  title: string;
  account: Account;
  phases: [Phase, ...Phase[]];
  /** the last phase is followed by the first */
  repeats?: boolean;
  /** where the caller of FakeX gives none */
  era?: Era;
  layout?: Layout;
}

/**
 * Whose markup the pages have. 2021: no `cellInnerDiv`, buttons are divs; 2023-12: cells, buttons still divs; 2025:
 * real buttons [captures of 2021, 2023-12, 2024, 2025].
 */
export type Era = '2021' | '2023-12' | '2025';
export type Layout = 'desktop' | 'mobile';

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
  /** `refused`: nothing listens at X's address */
  connection?: 'refused';
  /** what pages themselves answer; the app's shell when not given */
  document?: Planned<DocumentAnswer>;
  /** who looks: the account, when not given */
  visitor?: 'nobody' | 'challenged';
  /** what another extension does to the page */
  otherExtension?: OtherExtension;
  /** X's script files */
  scripts?: Planned<ScriptAnswer>;
  /** single script files by name, such as `home-page`: each page of the app is one */
  chunks?: Record<string, Planned<ScriptAnswer>>;
  operations: Partial<Record<Operation, Planned<Answer>>>;
  /** pictures and videos are asked for only in phases that mention them, which keeps the others quick */
  pictures?: Planned<MediaAnswer>;
  videos?: Planned<MediaAnswer>;
  /** content blockers cut it */
  telemetry?: Planned<'ok' | ConnectionFailure>;
  /** where links in posts lead: t.co */
  shortLinks?: Planned<'ok' | HttpFailure>;
  expected?: Truth;
  visit?: readonly Step[];
}

/** GraphQL operations by X's own names; those after Bookmarks' kin are REST paths. */
export const OPERATIONS = [
  'HomeTimeline',
  'HomeLatestTimeline',
  'ListLatestTweetsTimeline',
  'CommunityTweetsTimeline',
  'UserByScreenName',
  'UserTweets',
  'UserTweetsAndReplies',
  'UserMedia',
  'Likes',
  'SearchTimeline',
  'TweetDetail',
  'CreateTweet',
  'FavoriteTweet',
  'CreateRetweet',
  'CreateBookmark',
  'Bookmarks',
  'ExplorePage',
  'ExploreSidebar',
  'badge_count',
  'notifications/all.json',
  'dm/inbox_initial_state.json',
  'friendships/create.json',
  'onboarding/task.json',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * What a request that succeeds brings back.
 * - `empty-then-posts`: an empty answer, and posts when the app asks again a moment later, as seen on healthy pages
 *   in 2026
 * - `posts-beside-errors`: complete data and `errors`, normal since 2025-03-25 [the-convocation#120]
 * - `posts-without-new`: all but what the account has just written, which was accepted and is gone [2023-12-21]
 * - `quotes`: posts whose texts are X's own messages
 */
export type Content =
  | 'posts'
  | 'empty'
  | 'promoted-and-own-only'
  | 'promoted-only'
  | 'own-only'
  | 'empty-then-posts'
  | 'posts-beside-errors'
  | 'posts-without-new'
  | 'quotes';

/** The connection itself fails: no answer ever, or cut without one. */
export type ConnectionFailure = 'hang' | 'drop';

export interface HttpFailure {
  status: number;
  /** `cloudflare`: the page of X's delivery network, `challenge`: its test for humans */
  body: 'none' | 'json' | 'text' | 'html' | 'cloudflare' | 'challenge';
  /** X's own error code, in a json body */
  errorCode?: number;
}

/** HTTP 200 whose body holds `errors` and no data. */
export interface GraphqlFailure {
  error: number;
}

export type PageAnswer = Content | ConnectionFailure | HttpFailure | GraphqlFailure;

/** A timeline whose first page is answered otherwise than those one scrolls to. */
export interface PagedAnswer {
  firstPage: PageAnswer;
  furtherPages: PageAnswer;
}

export type Answer = PageAnswer | PagedAnswer;
/** `unknown-app`: a logged-in front-end nobody has seen yet, as logged-out people have had since June 2026. */
export type DocumentAnswer = 'app' | 'unknown-app' | ConnectionFailure | HttpFailure;
/**
 * `throws`: it arrives and breaks while it runs; `suspects-blocker`: the same, and X takes a blocker for the cause;
 * `blanks`: it takes the whole page with it.
 */
export type ScriptAnswer = 'ok' | 'missing' | 'throws' | 'suspects-blocker' | 'blanks' | ConnectionFailure;
export type MediaAnswer = 'ok' | ConnectionFailure | HttpFailure;
/** `old-front-end` draws a page of its own instead of X's app; the others hide posts by a style sheet. */
export type OtherExtension = 'old-front-end' | 'hides-posts' | 'dims-posts';
