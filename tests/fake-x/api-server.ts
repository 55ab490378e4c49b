import {
  badgeAnswer,
  createdAnswer,
  doneAnswer,
  inboxAnswer,
  notificationsAnswer,
  REFETCH_HEADER,
  timelineAnswer,
  userAnswer,
} from './answers.ts';
import { graphqlErrors, httpFailure, type Reply } from './api-reply.ts';
import type { ApiEntry, ApiPost, ApiUser } from './api-types.ts';
import { accountAsUser, answeredPerson, personAt, personByHandle } from './people.ts';
import { plainPost, type Viewer } from './post-factory.ts';
import { postTexts } from './post-texts.ts';
import {
  type ConnectionFailure,
  type Content,
  OPERATIONS,
  type Operation,
  type PageAnswer,
} from './scenario.ts';
import {
  conversation,
  conversationWithoutPost,
  cursors,
  type Leftover,
  leftoverEntries,
  personEntry,
  postEntry,
  quoting,
  timelinePage,
  trendEntry,
} from './timeline-factory.ts';

/** Lists and searches that are empty on the best of days, as some are on X. */
export const EMPTY_LIST_ID = '7700';
export const EMPTY_QUERY = 'nothing-to-find';
/** Posts that are no more: the one has no page, in place of the other stands a remark. */
export const DELETED_POST_ID = '1800000000000000144';
export const UNAVAILABLE_POST_ID = '1800000000000000145';

const FLASH_MS = 1_500;
const LEFTOVERS: Partial<Record<Content, readonly Leftover[]>> = {
  'promoted-and-own-only': ['promoted', 'own'],
  'promoted-only': ['promoted'],
  'own-only': ['own'],
};
const TRENDS = ['Lapwings', 'First frost', 'Night trains', 'Tin roofs', 'Long walks'];

/** The variables of all operations, as far as the fake reads them. */
export interface Variables {
  cursor?: string;
  listId?: string;
  communityId?: string;
  userId?: string;
  screen_name?: string;
  rawQuery?: string;
  product?: string;
  focalTweetId?: string;
  tweet_text?: string;
  requestContext?: string;
}

/** Answers X's API requests for one viewer, who may write posts meanwhile. */
export class ApiServer {
  readonly viewer: Viewer;
  readonly #written: ApiPost[] = [];
  /** who was asked for by name; their posts are then asked for by id, as X's app does */
  readonly #handles = new Map<string, string>();

  constructor(viewer: Viewer) {
    this.viewer = viewer;
  }

  /** @param answer one that leads to an answer at all */
  reply(operation: Operation, variables: Variables, answer: Exclude<PageAnswer, ConnectionFailure>): Reply {
    if (typeof answer === 'object') {
      return 'status' in answer ? httpFailure(answer) : graphqlErrors(answer.error);
    }
    switch (operation) {
      case 'CreateTweet':
        return createdAnswer(this.#write(variables.tweet_text ?? ''));
      case 'FavoriteTweet':
      case 'CreateRetweet':
      case 'CreateBookmark':
      case 'friendships/create.json':
      case 'onboarding/task.json':
        return doneAnswer();
      case 'UserByScreenName':
        return userAnswer(this.#namedUser(variables.screen_name ?? ''));
      case 'badge_count':
        return badgeAnswer(this.viewer.account.unreadCount);
      case 'notifications/all.json':
        return notificationsAnswer(answer === 'empty' ? [] : this.#notificationTexts());
      case 'dm/inbox_initial_state.json':
        return inboxAnswer();
      default:
        return this.#timeline(operation, variables, answer);
    }
  }

  #timeline(operation: Operation, variables: Variables, content: Content): Reply {
    if (operation === 'TweetDetail' && variables.focalTweetId === DELETED_POST_ID) return graphqlErrors(144);
    // an app that was told to ask again says so, and is not told a second time
    if (content === 'empty-then-posts' && variables.requestContext !== 'refetch') {
      return timelineAnswer(operation, cursors(0, 0), { headers: { [REFETCH_HEADER]: String(FLASH_MS) } });
    }
    const hasErrors = content === 'posts-beside-errors';
    return timelineAnswer(operation, this.#entries(operation, variables, content), { hasErrors });
  }

  #entries(operation: Operation, variables: Variables, content: Content): ApiEntry[] {
    const start = Number(variables.cursor ?? 0);
    if (operation === 'SearchTimeline' && variables.product === 'People') {
      // names could be searched while posts could not, on 2023-12-21
      return [
        ...Array.from({ length: 8 }, (_, index) => personEntry(start + index)),
        ...cursors(start, start + 8),
      ];
    }
    if (content === 'empty' || this.#isRightlyEmpty(variables)) return cursors(start, start);
    const leftovers = LEFTOVERS[content];
    if (leftovers) return leftoverEntries(operation, start, leftovers, this.viewer);
    if (operation === 'ExplorePage' || operation === 'ExploreSidebar') return TRENDS.map(trendEntry);
    if (operation === 'TweetDetail') return this.#conversation(variables.focalTweetId ?? '');
    return this.#page(operation, variables, content);
  }

  #conversation(focalId: string): ApiEntry[] {
    const focal = focalId === UNAVAILABLE_POST_ID ? conversationWithoutPost : conversation;
    return focal(focalId, this.viewer);
  }

  #page(operation: Operation, variables: Variables, content: Content): ApiEntry[] {
    const { listId, communityId, rawQuery, product, userId } = variables;
    const start = Number(variables.cursor ?? 0);
    const isHome = operation === 'HomeTimeline' || operation === 'HomeLatestTimeline';
    const authorHandle = operation === 'Likes' ? undefined : this.#handles.get(userId ?? '');
    const timeline = [operation, listId, communityId, rawQuery, product, authorHandle].join(' ');
    const order = { timeline, start, isHome, ...(authorHandle === undefined ? {} : { authorHandle }) };
    const isWhereOwnPostsStand = isHome || authorHandle === this.viewer.account.handle;
    const hasOwn = start === 0 && isWhereOwnPostsStand && content !== 'posts-without-new';
    const own = hasOwn ? this.#written.map((post) => postEntry(post)) : [];
    const entries = [...own, ...timelinePage(order, this.viewer)];
    return content === 'quotes' ? quoting(entries, start, this.viewer) : entries;
  }

  #isRightlyEmpty({ listId, rawQuery, userId }: Variables): boolean {
    if (listId === EMPTY_LIST_ID || rawQuery === EMPTY_QUERY) return true;
    const handle = this.#handles.get(userId ?? '');
    if (handle === undefined) return false;
    const isOwn = handle === this.viewer.account.handle;
    return this.#userByHandle(handle).legacy.statuses_count === 0 && !(isOwn && this.#written.length > 0);
  }

  #namedUser(handle: string) {
    const { account } = this.viewer;
    const user = handle.toLowerCase() === account.handle ? accountAsUser(account) : answeredPerson(handle);
    if (user?.__typename === 'User') this.#handles.set(user.rest_id, user.legacy.screen_name);
    return user;
  }

  #userByHandle(handle: string): ApiUser {
    const { account } = this.viewer;
    return handle.toLowerCase() === account.handle ? accountAsUser(account) : personByHandle(handle);
  }

  #write(text: string): ApiPost {
    const id = String(1_950_000_000_000_000_000n + BigInt(this.#written.length));
    const post = plainPost(
      id,
      accountAsUser(this.viewer.account),
      text,
      postTexts(this.viewer.locale).lang,
      Date.now(),
    );
    this.#written.unshift(post);
    return post;
  }

  #notificationTexts(): string[] {
    const verbs =
      this.viewer.locale === 'bn'
        ? ['আপনার পোস্ট পছন্দ করেছেন', 'আপনাকে অনুসরণ করেছেন']
        : ['liked your post', 'followed you', 'reposted your post'];
    return Array.from(
      { length: 14 },
      (_, index) => `${personAt(index).legacy.name} ${verbs[index % verbs.length]}`,
    );
  }
}

/** Telemetry: content blockers cut it, and nothing depends on it. */
export const TELEMETRY_PATH = '/i/api/1.1/jot/client_event.json';

/** Which operation a path asks for; undefined for paths that X's API does not have. */
export function operationOf(path: string): Operation | undefined {
  const graphql = /^\/i\/api\/graphql\/[\w-]+\/(\w+)$/.exec(path)?.[1];
  const rest = /^\/i\/api\/(?:2|1\.1)\/(badge_count(?=\/)|[\w/]+\.json$)/.exec(path)?.[1];
  return OPERATIONS.find((operation) => operation === (graphql ?? rest));
}
