import type { Answer, Phase, Scenario } from '../scenario.ts';
import type { Truth } from '../truth.ts';
import { longTimeAccount } from './accounts.ts';
import { after, overCapacity } from './building-blocks.ts';

/** Class E: reading works. */
const writing = (answer: Answer): Phase['operations'] => ({
  CreateTweet: answer,
  FavoriteTweet: answer,
  CreateRetweet: answer,
  CreateBookmark: answer,
  'friendships/create.json': answer,
});
const cannotPost: Truth = {
  verdict: 'outage',
  alsoFair: ['suspected'],
  symptoms: ['posting-failed'],
  parts: ['posting'],
};

/**
 * On 2023-02-08 everybody was told of a daily limit that is each account's own on other days; one reader cannot tell
 * the two apart.
 */
export const writingOnly: Scenario = {
  name: 'writing-only',
  title: 'Posting and liking fail, reading works; then the messages that are the reader’s own affair',
  account: longTimeAccount,
  phases: [
    {
      name: 'failing',
      operations: writing({ status: 500, body: 'json', errorCode: 131 }),
      expected: cannotPost,
      visit: ['/home', 'post', 'like', 'post'],
    },
    {
      name: 'over-capacity',
      operations: writing(overCapacity),
      expected: cannotPost,
      visit: ['/home', 'post', 'post'],
    },
    {
      name: 'daily-limit',
      operations: writing({ error: 185 }),
      expected: { verdict: 'yours', alsoFair: ['working'], reason: 'rate-limited' },
      visit: ['/home', 'post', 'post'],
    },
    {
      name: 'rate-limited',
      operations: writing({ status: 429, body: 'text' }),
      expected: { verdict: 'yours', alsoFair: ['working'], reason: 'rate-limited' },
      visit: ['/home', 'post', 'post'],
    },
    {
      name: 'already-said',
      operations: { CreateTweet: { error: 187 } },
      expected: { verdict: 'working' },
      visit: ['/home', 'post'],
    },
    {
      name: 'automated',
      operations: { CreateTweet: { error: 226 } },
      expected: { verdict: 'working', alsoFair: ['yours'] },
      visit: ['/home', 'post'],
    },
    {
      name: 'lost-connection',
      operations: {},
      expected: { verdict: 'yours', reason: 'offline' },
      visit: ['/home', 'offline', 'post'],
    },
    after('online', '/home', 'post'),
  ],
};

/** Accepted, and gone after a reload, as many found on 2023-12-21; here nothing else is wrong. */
export const postVanishes: Scenario = {
  name: 'post-vanishes',
  title: 'A post is accepted and is gone after a reload',
  account: longTimeAccount,
  phases: [
    {
      name: 'vanishing',
      operations: {
        HomeTimeline: 'posts-without-new',
        HomeLatestTimeline: 'posts-without-new',
        UserTweets: 'posts-without-new',
      },
      // only who remembers what was written can know: copies may lag
      expected: {
        verdict: 'suspected',
        alsoFair: ['working'],
        symptoms: ['posting-failed'],
        parts: ['posting'],
      },
      visit: ['/home', 'post', 'reload', '/canary_viewer'],
    },
    after('/home', 'post', 'reload'),
  ],
};
