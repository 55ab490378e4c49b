import type { ApiEntry, ApiInstruction, ApiPost, ItemContent } from '../api-types.ts';
import type { Operation } from '../scenario.ts';
import { h, text } from './dom.ts';
import { phrase } from './phrases.ts';
import { postArticle, promotedArticle, tombstone } from './post.ts';
import { query } from './request.ts';
import type { FetchPage } from './timeline.ts';
import { trend } from './trend.ts';
import { userCell } from './user-cell.ts';
import type { ListItem } from './windowed-list.ts';

/** The post whose own page a timeline is. */
export interface FocalPost {
  id: string;
  onFound(post: ApiPost): void;
}

/** Reads a timeline out of GraphQL answers. */
export function graphqlTimeline(operation: Operation, variables: object, focal?: FocalPost): FetchPage {
  return async (cursor, isRefetch, signal) => {
    const requestContext = isRefetch ? 'refetch' : 'launch';
    const { body, headers } = await query(
      operation,
      { ...variables, count: 20, cursor, requestContext },
      signal,
    );
    const entries = entriesIn(body);
    const refetchAfterMs = headers.get('x-fake-refetch-after-ms');
    const bottom = bottomCursor(entries);
    return {
      items: entries.flatMap((entry) => itemsOf(entry, focal)),
      ...(bottom === undefined ? {} : { cursor: bottom }),
      ...(refetchAfterMs === null ? {} : { refetchAfterMs: Number(refetchAfterMs) }),
    };
  };
}

/** The instructions stand at another path in every operation. */
export function entriesIn(body: unknown): ApiEntry[] {
  if (typeof body !== 'object' || body === null) return [];
  if ('instructions' in body)
    return (body.instructions as ApiInstruction[]).flatMap(({ entries }) => entries);
  return Object.values(body).flatMap(entriesIn);
}

function bottomCursor(entries: ApiEntry[]): string | undefined {
  for (const { content } of entries) {
    if (content.entryType === 'TimelineTimelineCursor' && content.cursorType === 'Bottom')
      return content.value;
  }
  return undefined;
}

function itemsOf({ entryId, content }: ApiEntry, focal?: FocalPost): ListItem[] {
  if (content.entryType === 'TimelineTimelineCursor') return [];
  if (content.entryType === 'TimelineTimelineItem') {
    const post = content.itemContent.itemType === 'TimelineTweet' && content.itemContent.tweet_results.result;
    if (post && post.rest_id === focal?.id) focal.onFound(post);
    const item = { key: entryId, build: () => element(content.itemContent, focal?.id) };
    return entryId.startsWith('promoted-') ? [filler(`${entryId}-before`), item] : [item];
  }
  const items = content.items.map(({ entryId: key, item }) => ({
    key,
    build: () => element(item.itemContent),
  }));
  if (!entryId.startsWith('who-to-follow-')) return items;
  const heading = { key: `${entryId}-heading`, build: whoToFollowHeading };
  return [filler(`${entryId}-before`), heading, ...items, filler(`${entryId}-after`)];
}

function element(content: ItemContent, focalId?: string): HTMLElement {
  switch (content.itemType) {
    case 'TimelineUser':
      return userCell(content.user_results.result);
    case 'TimelineTrend':
      return trend(content.name, content.postsCount);
    case 'TimelineTombstone':
      return tombstone();
    default: {
      const post = content.tweet_results.result;
      if (content.promotedMetadata) return promotedArticle(post);
      const repostedBy = content.socialContext?.user_results.result;
      return postArticle(post, { isFocal: post.rest_id === focalId, ...(repostedBy ? { repostedBy } : {}) });
    }
  }
}

function whoToFollowHeading(): HTMLElement {
  return h(
    'h2',
    { 'aria-level': 2, role: 'heading', class: 'block-heading' },
    h('div'),
    text(phrase('whoToFollow')),
  );
}

function filler(key: string): ListItem {
  return { key, build: () => h('div'), isFiller: true };
}
