import type { ApiEntry, ApiPost, ItemContent } from './api-types.ts';
import { hash, personAt, personByHandle } from './people.ts';
import { makePost, OWN_SLOT, postById, postId, type Viewer } from './post-factory.ts';

const POSTS_PER_PAGE = 20;
const EVERY_PROMOTED = 8;
const EVERY_OWN = 17;
const EVERY_REPOST = 6;

export interface TimelineOrder {
  /** which timeline: its posts follow from this name */
  timeline: string;
  /** index of the first post, out of the cursor */
  start: number;
  /** whose posts only; everybody's when not given */
  authorHandle?: string;
  /** home mixes in advertisements, suggestions and now and then a post of one's own */
  isHome?: boolean;
}

/** One page of an endless timeline; the same page in every run. */
export function timelinePage(order: TimelineOrder, viewer: Viewer): ApiEntry[] {
  const entries: ApiEntry[] = [];
  for (let index = order.start; index < order.start + POSTS_PER_PAGE; index++) {
    const post = postAt(order, index, viewer);
    const isRepost = order.isHome && index % EVERY_REPOST === EVERY_REPOST - 1;
    const repostedBy = { socialContext: { user_results: { result: personAt(hash(post.rest_id)) } } };
    entries.push(postEntry(post, isRepost ? repostedBy : {}));
    if (order.isHome && index % EVERY_PROMOTED === 5)
      entries.push(promotedEntry(order.timeline, index, viewer));
  }
  const isOddPage = (order.start / POSTS_PER_PAGE) % 2 === 1;
  if (order.isHome && isOddPage) entries.splice(6, 0, whoToFollow(order.start));
  return [...entries, ...cursors(order.start, order.start + POSTS_PER_PAGE)];
}

export type Leftover = 'promoted' | 'own';

/** What some people saw of home on 2023-12-21. */
export function leftoverEntries(
  timeline: string,
  start: number,
  kinds: readonly Leftover[],
  viewer: Viewer,
): ApiEntry[] {
  if (start > 0) return cursors(start, start);
  const promoted = (index: number) =>
    kinds.includes('promoted') ? [promotedEntry(timeline, index, viewer)] : [];
  const own = kinds.includes('own') ? [postEntry(postById(postId(timeline, 1, OWN_SLOT), viewer))] : [];
  return [...promoted(0), ...own, ...promoted(2), ...cursors(0, 1)];
}

/** The same posts, each with one of X's own messages for its text. */
export function quoting(entries: ApiEntry[], start: number, { phrases }: Viewer): ApiEntry[] {
  const messages = Object.values(phrases);
  return entries.map((entry, index) => {
    if (entry.content.entryType !== 'TimelineTimelineItem') return entry;
    const { itemContent } = entry.content;
    if (itemContent.itemType !== 'TimelineTweet') return entry;
    const { result } = itemContent.tweet_results;
    const { entities: _, ...legacy } = result.legacy;
    const full_text = messages[(start + index) % messages.length] ?? '';
    const post = { ...result, legacy: { ...legacy, full_text } };
    const content = { ...entry.content, itemContent: { ...itemContent, tweet_results: { result: post } } };
    return { ...entry, content };
  });
}

/** A conversation whose first post was taken away; the replies are still there. */
export function conversationWithoutPost(focalId: string, viewer: Viewer): ApiEntry[] {
  const [, ...replies] = conversation(focalId, viewer);
  return [{ entryId: `tombstone-${focalId}`, ...item({ itemType: 'TimelineTombstone' }) }, ...replies];
}

/** An empty success still carries its two cursors. */
export function cursors(top: number, bottom: number): ApiEntry[] {
  return [cursor('Top', top), cursor('Bottom', bottom)];
}

export function postEntry(post: ApiPost, extra: Partial<ItemContent> = {}): ApiEntry {
  const itemContent = { itemType: 'TimelineTweet', tweet_results: { result: post }, ...extra } as ItemContent;
  return { entryId: `tweet-${post.rest_id}`, ...item(itemContent) };
}

export function trendEntry(name: string, index: number): ApiEntry {
  const postsCount = 1_000 + (hash(name) % 400_000);
  return { entryId: `trend-${index}`, ...item({ itemType: 'TimelineTrend', name, postsCount }) };
}

export function personEntry(index: number): ApiEntry {
  const user = personAt(index);
  return {
    entryId: `user-${user.rest_id}`,
    ...item({ itemType: 'TimelineUser', user_results: { result: user } }),
  };
}

/** A post's own page: the post, then replies, each in a module of its own. */
export function conversation(focalId: string, viewer: Viewer): ApiEntry[] {
  const replies = Array.from({ length: 12 }, (_, index): ApiEntry => {
    const reply = postEntry(postById(postId(`replies ${focalId}`, index), viewer));
    if (reply.content.entryType !== 'TimelineTimelineItem') return reply;
    const { itemContent } = reply.content;
    const items = [{ entryId: `conversationthread-${index}-${reply.entryId}`, item: { itemContent } }];
    return {
      ...reply,
      entryId: `conversationthread-${index}`,
      content: { entryType: 'TimelineTimelineModule', items },
    };
  });
  return [postEntry(postById(focalId, viewer)), ...replies];
}

function postAt({ timeline, authorHandle, isHome }: TimelineOrder, index: number, viewer: Viewer): ApiPost {
  if (authorHandle === viewer.account.handle) return postById(postId(timeline, index, OWN_SLOT), viewer);
  if (authorHandle) return makePost(postId(timeline, index), personByHandle(authorHandle), index, viewer);
  const isOwn = isHome && index % EVERY_OWN === EVERY_OWN - 1 && viewer.account.postsCount > 0;
  return postById(postId(timeline, index, isOwn ? OWN_SLOT : undefined), viewer);
}

function promotedEntry(timeline: string, index: number, viewer: Viewer): ApiEntry {
  const post = postById(postId(`promoted ${timeline}`, index), viewer);
  const entry = postEntry(post, { promotedMetadata: { impressionId: `impression-${post.rest_id}` } });
  return { ...entry, entryId: `promoted-tweet-${post.rest_id}-${hash(post.rest_id).toString(16)}` };
}

function whoToFollow(start: number): ApiEntry {
  const entryId = `who-to-follow-${start}`;
  const items = [0, 1, 2].map((offset) => {
    const user = personAt(start + offset);
    return {
      entryId: `${entryId}-user-${user.rest_id}`,
      item: { itemContent: { itemType: 'TimelineUser' as const, user_results: { result: user } } },
    };
  });
  return { entryId, sortIndex: sortIndex(start), content: { entryType: 'TimelineTimelineModule', items } };
}

function item(itemContent: ItemContent): Omit<ApiEntry, 'entryId'> {
  return { sortIndex: sortIndex(0), content: { entryType: 'TimelineTimelineItem', itemContent } };
}

function cursor(cursorType: 'Top' | 'Bottom', start: number): ApiEntry {
  return {
    entryId: `cursor-${cursorType.toLowerCase()}-${start}`,
    sortIndex: sortIndex(start),
    content: { entryType: 'TimelineTimelineCursor', cursorType, value: String(start) },
  };
}

function sortIndex(start: number): string {
  return String(1_900_000_000_000 - start);
}
