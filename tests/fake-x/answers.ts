import { errorEntry, json, type Reply } from './api-reply.ts';
import type { ApiEntry, ApiNotifications, ApiPost, ApiUser, UnavailableUser } from './api-types.ts';
import { personAt } from './people.ts';
import type { Operation } from './scenario.ts';

/** Where each timeline's instructions stand below `data`. */
const PATHS: Partial<Record<Operation, string>> = {
  HomeTimeline: 'home.home_timeline_urt',
  HomeLatestTimeline: 'home.home_timeline_urt',
  ListLatestTweetsTimeline: 'list.tweets_timeline.timeline',
  CommunityTweetsTimeline: 'communityResults.result.ranked_community_timeline.timeline',
  UserTweets: 'user.result.timeline.timeline',
  UserTweetsAndReplies: 'user.result.timeline.timeline',
  UserMedia: 'user.result.timeline.timeline',
  Likes: 'user.result.timeline.timeline',
  SearchTimeline: 'search_by_raw_query.search_timeline.timeline',
  TweetDetail: 'threaded_conversation_with_injections_v2',
  Bookmarks: 'bookmark_timeline_v2.timeline',
  ExplorePage: 'explore_page.body.initialTimeline.timeline',
  ExploreSidebar: 'explore_sidebar.timeline',
};

/** The app asks again this long after an answer that carries the header. */
export const REFETCH_HEADER = 'x-fake-refetch-after-ms';

export interface TimelineExtras {
  headers?: Record<string, string>;
  /** complete data may come with `errors` */
  hasErrors?: boolean;
}

export function timelineAnswer(
  operation: Operation,
  entries: ApiEntry[],
  { headers = {}, hasErrors = false }: TimelineExtras = {},
): Reply {
  const instructions = [{ type: 'TimelineAddEntries', entries }];
  const names = (PATHS[operation] ?? '').split('.');
  const data = names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), { instructions });
  return json(hasErrors ? { errors: [errorEntry(131)], data } : { data }, headers);
}

/** An account that is missing leaves `data` empty. */
export function userAnswer(user: ApiUser | UnavailableUser | undefined): Reply {
  return json({ data: user ? { user: { result: user } } : {} });
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

/** What X's older API answers to small requests: nobody reads more of it than that it succeeded. */
export const doneAnswer = (): Reply => json({ data: { done: 'Done' } });

export function inboxAnswer(): Reply {
  const people = [0, 1, 2].map((index) => personAt(index));
  const users = Object.fromEntries(people.map(({ rest_id, legacy }) => [rest_id, legacy]));
  return json({ inbox_initial_state: { users } });
}
