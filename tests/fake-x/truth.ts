/** What a careful person who looks at X would say; the words are those of the project's design. */
export type Verdict = 'working' | 'suspected' | 'outage' | 'yours' | 'unknown';

export type Symptom =
  | 'blank-page'
  | 'empty-feed'
  | 'empty-list'
  | 'empty-profile'
  | 'timeline-error'
  | 'stuck-loading'
  | 'script-failure'
  | 'posting-failed'
  | 'server-error'
  | 'unreachable'
  | 'rate-limited'
  | 'partial';

/** Surfaces, X's site as a whole, and what is no surface: writing and media. */
export type Part =
  | 'home-for-you'
  | 'home-following'
  | 'home-list'
  | 'list'
  | 'profile'
  | 'search'
  | 'messages'
  | 'site'
  | 'posting'
  | 'media';

/**
 * The truth of a phase for somebody who has seen the earlier phases of its scenario, in their order, and then takes
 * the steps of `visit`, staying half a minute with the last. It is judged by what is known of X, not by what the
 * detector of the day finds.
 */
export interface Truth {
  verdict: Verdict;
  /** verdicts that could be defended too, where the page itself cannot settle it */
  alsoFair?: readonly Verdict[];
  reason?: 'offline' | 'rate-limited' | 'blocked' | 'logged-out' | 'not-understood';
  /** at least these */
  symptoms?: readonly Symptom[];
  /** at least these */
  parts?: readonly Part[];
}

/**
 * One thing a reader does: load a path, open one of home's tabs (counted from 0), follow a link of the app to a path
 * (no new document), reload, scroll to the end, write a post, like the first post, lose or regain the connection.
 */
export type Step =
  | `/${string}`
  | `tab:${number}`
  | `follow:/${string}`
  | 'reload'
  | 'scroll'
  | 'post'
  | 'like'
  | 'offline'
  | 'online';
