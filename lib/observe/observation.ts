import type { Operation } from '../x/endpoints.ts';
import type { Landmark } from '../x/selectors.ts';
import { isTimeline, type OwnCause, type PageState, type Surface } from '../x/surfaces.ts';

/** How posts on a page are counted apart: only organic ones say that X delivers what others write. */
export interface PostCounts {
  organic: number;
  promoted: number;
  /** Written by the account that looks at them. */
  own: number;
}

/** Whether a surface that shows content has what it is for: somebody else's posts, or elsewhere anything at all. */
export const isDelivering = ({ surface, posts }: { surface: Surface; posts: PostCounts }): boolean =>
  posts.organic > 0 || !isTimeline(surface);

/** Answers of X's API to one operation since the last observation; status 0 means no answer was readable. */
export interface RequestCount {
  operation: Operation;
  status: number;
  count: number;
}

/**
 * One record of what a page shows. All there is: no text, name, id or URL of the page leaves it.
 */
export interface Observation {
  surface: Surface;
  state: PageState;
  /** Salted hash that tells one place (this list, that profile) from another on this browser only. */
  place?: string;
  /** When the document began to load, in ms since 1970: tells a reload from the same page. */
  documentStartedAtMs: number;
  /** Names this stretch of one state: the document's age in ms when it began. */
  stretch: number;
  /** How long ago the state began, in ms. */
  ageMs: number;
  /** For how much of that the page could be seen, in ms; sleep and hidden tabs do not count. */
  visibleMs: number;
  posts: PostCounts;
  /** What the page's own numbers say of this place: it must have posts, it has none, or nothing. */
  hasPostsByNumbers?: boolean;
  requests: RequestCount[];
  /** Times X said since the last observation that a post could not be sent. */
  postFailures: number;
  /** What the page itself says lies on the reader's side. */
  ownCause?: OwnCause;
  /** Of a page that is not understood: what X's pages are known by and this one lacks. */
  missing?: Landmark[];
  isOnline: boolean;
}
