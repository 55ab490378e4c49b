import { json, type Reply } from './api-reply.ts';
import type { ApiEntry, ApiNotifications, ApiPost, ApiUser } from './api-types.ts';
import { personAt } from './people.ts';
import type { Operation } from './scenario.ts';

/** Where each timeline's instructions stand below `data`. */
const PATHS: Partial<Record<Operation, string>> = {
  HomeTimeline: 'home.home_timeline_urt',
  HomeLatestTimeline: 'home.home_timeline_urt',
  ListLatestTweetsTimeline: 'list.tweets_timeline.timeline',
  UserTweets: 'user.result.timeline.timeline',
  UserTweetsAndReplies: 'user.result.timeline.timeline',
  SearchTimeline: 'search_by_raw_query.search_timeline.timeline',
  TweetDetail: 'threaded_conversation_with_injections_v2',
  Bookmarks: 'bookmark_timeline_v2.timeline',
  ExplorePage: 'explore_page.body.initialTimeline.timeline',
  ExploreSidebar: 'explore_sidebar.timeline',
};

/** The app asks again this long after an answer that carries the header. */
export const REFETCH_HEADER = 'x-fake-refetch-after-ms';

export function timelineAnswer(operation: Operation, entries: ApiEntry[], headers = {}): Reply {
  const instructions = [{ type: 'TimelineAddEntries', entries }];
  const names = (PATHS[operation] ?? '').split('.');
  const data = names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), { instructions });
  return json({ data }, headers);
}

export function userAnswer(user: ApiUser): Reply {
  return json({ data: { user: { result: user } } });
}

export function createdAnswer(post: ApiPost): Reply {
  return json({ data: { create_tweet: { tweet_results: { result: post } } } });
}

export function badgeAnswer(unreadCount: number): Reply {
  return json({ ntab_unread_count: unreadCount, dm_unread_count: 0, total_unread_count: unreadCount });
}

/** `texts` in the order they stand in the list, newest first. */
export function notificationsAnswer(texts: readonly string[]): Reply {
  const notifications: ApiNotifications['globalObjects']['notifications'] = {};
  const entries = texts.map((text, index) => {
    const id = `N${index}`;
    const userHandle = personAt(index).legacy.screen_name;
    notifications[id] = {
      id,
      message: { text },
      userHandle,
      timestampMs: String(Date.now() - index * 3_600_000),
    };
    return { entryId: `notification-${id}`, content: { item: { content: { notification: { id } } } } };
  });
  const body: ApiNotifications = {
    globalObjects: { notifications },
    timeline: { id: 'notifications', instructions: [{ addEntries: { entries } }] },
  };
  return json(body);
}
