import type { ApiPost, ApiUser } from './api-types.ts';
import { accountAsUser, hash, PEOPLE_COUNT, personAt } from './people.ts';
import type { Phrases } from './phrases/english.ts';
import { postTexts } from './post-texts.ts';
import type { Account, Era, Layout } from './scenario.ts';

/** The place of the logged-in account among the authors that an id can name. */
export const OWN_SLOT = 0;

const BASE_ID = 1_900_000_000_000_000_000n;
const SLOTS = BigInt(PEOPLE_COUNT + 1);
const POSTS_PER_TIMELINE = 1_000_000n;
const MINUTES_BETWEEN_POSTS = 7;
export const SHORT_LINK_HOST = 't.co';

/** Whom the pages are for, and in which form. */
export interface Viewer {
  account: Account;
  locale: string;
  phrases: Phrases;
  era: Era;
  layout: Layout;
}

/**
 * Posts exist only as ids: author, text and pictures follow from the id, so that a post looks the same in every
 * timeline, on its own page, and in every run.
 */
export function postId(timeline: string, index: number, slot?: number): string {
  const seed = hash(`${timeline} ${index}`);
  const author = slot ?? 1 + (seed % PEOPLE_COUNT);
  const number = BigInt(hash(timeline) % 1_000) * POSTS_PER_TIMELINE + BigInt(index);
  return String(BASE_ID + number * SLOTS + BigInt(author));
}

export function postById(id: string, viewer: Viewer): ApiPost {
  const offset = BigInt(id) - BASE_ID;
  const slot = Number(offset % SLOTS);
  const index = Number((offset / SLOTS) % POSTS_PER_TIMELINE);
  return makePost(id, slot === OWN_SLOT ? accountAsUser(viewer.account) : personAt(slot - 1), index, viewer);
}

/** For authors no id can name. */
export function makePost(id: string, author: ApiUser, index: number, viewer: Viewer): ApiPost {
  const seed = hash(id);
  const { lang, sentences } = postTexts(viewer.locale);
  const text = sentences.slice(seed % sentences.length, (seed % sentences.length) + 1 + (seed % 3)).join(' ');
  const post = plainPost(id, author, text, lang, Date.now() - (2 + index * MINUTES_BETWEEN_POSTS) * 60_000);
  post.legacy.reply_count = seed % 90;
  post.legacy.retweet_count = seed % 700;
  post.legacy.favorite_count = seed % 4_000;
  post.views.count = String(1_000 + (seed % 900_000));
  const kind = seed % 11;
  if (kind < 3) post.legacy.extended_entities = { media: [{ type: 'photo' }] };
  if (kind === 3 || kind === 4) post.legacy.extended_entities = { media: [{ type: 'video' }] };
  if (kind === 5) post.quoted_status_result = { result: quoted(id, viewer.locale) };
  if (kind === 6) addShortLink(post);
  return post;
}

/** A post as X stores it right after somebody wrote it. */
export function plainPost(
  id: string,
  author: ApiUser,
  text: string,
  lang: string,
  createdMs: number,
): ApiPost {
  return {
    __typename: 'Tweet',
    rest_id: id,
    core: { user_results: { result: author } },
    views: { count: '0' },
    legacy: {
      full_text: text,
      lang,
      created_at: new Date(createdMs).toUTCString(),
      reply_count: 0,
      retweet_count: 0,
      favorite_count: 0,
      bookmark_count: 0,
    },
  };
}

/** X leads every link in a post over its own short address. */
function addShortLink(post: ApiPost): void {
  const url = `https://${SHORT_LINK_HOST}/${hash(post.rest_id).toString(36)}`;
  post.legacy.full_text += ` ${url}`;
  post.legacy.entities = { urls: [{ url, display_url: 'example.com' }] };
}

function quoted(quotingId: string, locale: string): ApiPost {
  const seed = hash(`quoted ${quotingId}`);
  const { lang, sentences } = postTexts(locale);
  const id = postId('quoted', seed % 100_000);
  return plainPost(
    id,
    personAt(seed),
    sentences[seed % sentences.length] ?? '',
    lang,
    Date.now() - 86_400_000,
  );
}
