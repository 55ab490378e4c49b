import {
  badgeAnswer,
  createdAnswer,
  notificationsAnswer,
  REFETCH_HEADER,
  timelineAnswer,
  userAnswer,
} from './answers.ts';
import { graphqlErrors, httpFailure, json, type Reply } from './api-reply.ts';
import type { ApiEntry, ApiPost, ApiUser } from './api-types.ts';
import { accountAsUser, personAt, personByHandle } from './people.ts';
import { plainPost, type Viewer } from './post-factory.ts';
import { type Answer, OPERATIONS, type Operation } from './scenario.ts';
import {
  conversation,
  cursors,
  personEntry,
  postEntry,
  promotedAndOwnEntries,
  timelinePage,
  trendEntry,
} from './timeline-factory.ts';

/** Lists and searches that are empty on the best of days, as some are on X. */
export const EMPTY_LIST_ID = '7700';
export const EMPTY_QUERY = 'nothing-to-find';

const FLASH_MS = 1_500;
const TRENDS = ['Lapwings', 'First frost', 'Night trains', 'Tin roofs', 'Long walks'];

/** The variables of all operations, as far as the fake reads them. */
export interface Variables {
  cursor?: string;
  listId?: string;
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

  /** @param answer one of those that lead to an answer at all */
  reply(operation: Operation, variables: Variables, answer: Exclude<Answer, 'hang' | 'drop'>): Reply {
    if (typeof answer === 'object' && 'status' in answer) {
      return httpFailure(answer.status, answer.body, answer.errorCode);
    }
    if (typeof answer === 'object') return graphqlErrors(answer.error);
    const { account } = this.viewer;
    switch (operation) {
      case 'CreateTweet':
        return createdAnswer(this.#write(variables.tweet_text ?? ''));
      case 'UserByScreenName':
        return userAnswer(this.#namedUser(variables.screen_name ?? ''));
      case 'badge_count':
        return badgeAnswer(account.unreadCount);
      case 'notifications/all.json':
        return notificationsAnswer(answer === 'empty' ? [] : this.#notificationTexts());
      default: {
        // an app that was told to ask again says so, and is not told a second time
        const isFlash = answer === 'empty-then-posts' && variables.requestContext !== 'refetch';
        if (isFlash) return timelineAnswer(operation, cursors(0, 0), { [REFETCH_HEADER]: String(FLASH_MS) });
        return timelineAnswer(operation, this.#entries(operation, variables, answer));
      }
    }
  }

  #entries(operation: Operation, variables: Variables, answer: Answer): ApiEntry[] {
    const start = Number(variables.cursor ?? 0);
    if (operation === 'SearchTimeline' && variables.product === 'People') {
      // names could be searched while posts could not, on 2023-12-21
      return [
        ...Array.from({ length: 8 }, (_, index) => personEntry(start + index)),
        ...cursors(start, start + 8),
      ];
    }
    if (answer === 'empty' || this.#isRightlyEmpty(variables)) return cursors(start, start);
    if (answer === 'promoted-and-own-only') return promotedAndOwnEntries(operation, start, this.viewer);
    if (operation === 'ExplorePage' || operation === 'ExploreSidebar') return TRENDS.map(trendEntry);
    if (operation === 'TweetDetail') return conversation(variables.focalTweetId ?? '', this.viewer);
    return this.#page(operation, variables, start);
  }

  #page(operation: Operation, variables: Variables, start: number): ApiEntry[] {
    const { listId, rawQuery, product, userId } = variables;
    const isHome = operation === 'HomeTimeline' || operation === 'HomeLatestTimeline';
    const authorHandle = this.#handles.get(userId ?? '');
    const timeline = [operation, listId, rawQuery, product, authorHandle].join(' ');
    const order = { timeline, start, isHome, ...(authorHandle === undefined ? {} : { authorHandle }) };
    const hasOwn = start === 0 && (isHome || authorHandle === this.viewer.account.handle);
    const own = hasOwn ? this.#written.map((post) => postEntry(post)) : [];
    return [...own, ...timelinePage(order, this.viewer)];
  }

  #isRightlyEmpty({ listId, rawQuery, userId }: Variables): boolean {
    if (listId === EMPTY_LIST_ID || rawQuery === EMPTY_QUERY) return true;
    const handle = this.#handles.get(userId ?? '');
    if (handle === undefined) return false;
    const isOwn = handle === this.viewer.account.handle;
    return this.#userByHandle(handle).legacy.statuses_count === 0 && !(isOwn && this.#written.length > 0);
  }

  #namedUser(handle: string): ApiUser {
    const user = this.#userByHandle(handle);
    this.#handles.set(user.rest_id, user.legacy.screen_name);
    return user;
  }

  #userByHandle(handle: string): ApiUser {
    const { account } = this.viewer;
    return handle.toLowerCase() === account.handle ? accountAsUser(account) : personByHandle(handle);
  }

  #write(text: string): ApiPost {
    const id = String(1_950_000_000_000_000_000n + BigInt(this.#written.length));
    const post = plainPost(id, accountAsUser(this.viewer.account), text, this.viewer.locale, Date.now());
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
export const JOT_PATH = '/i/api/1.1/jot/client_event.json';

export function jotReply(): Reply {
  return json({});
}

/** Which operation a path asks for; undefined for paths that X's API does not have. */
export function operationOf(path: string): Operation | undefined {
  const graphql = /^\/i\/api\/graphql\/[\w-]+\/(\w+)$/.exec(path)?.[1];
  const rest = /^\/i\/api\/2\/(badge_count(?=\/)|notifications\/all\.json$)/.exec(path)?.[1];
  return OPERATIONS.find((operation) => operation === (graphql ?? rest));
}
