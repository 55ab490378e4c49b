import type { Phase, Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';
import { after, before } from './building-blocks.ts';

/**
 * Class A: requests succeed and hold nothing, so that X's texts for new accounts and empty lists appear. That the
 * status was 200 is recorded for 2026-01-13 only.
 */
const emptyHome: Phase['operations'] = { HomeTimeline: 'empty', HomeLatestTimeline: 'empty' };

/** "Welcome to Twitter!" in both feeds and an empty "Latest" search; profiles, notifications, posting worked. */
export const outage20230301: Scenario = {
  name: 'outage-2023-03-01',
  title: '1 March 2023: both feeds and the search are empty, profiles and posting work',
  account: longTimeAccount,
  phases: [
    before('/home', 'tab:1', '/barn_owl_x'),
    {
      name: 'outage',
      operations: { ...emptyHome, SearchTimeline: 'empty' },
      expected: {
        verdict: 'outage',
        symptoms: ['empty-feed'],
        parts: ['home-for-you', 'home-following'],
      },
      visit: ['/home', 'tab:1', '/search?q=heron&f=live', '/barn_owl_x', '/home'],
    },
    after('/home', 'tab:1'),
  ],
};

/** Lists answered 200, without error and without posts; the thread calls it "an issue accessing X" [Rettiwt#827]. */
export const outage20260113: Scenario = {
  name: 'outage-2026-01-13',
  title: '13 January 2026: feeds and lists are empty',
  account: longTimeAccount,
  phases: [
    before('/home', 'tab:1', '/i/lists/1001'),
    {
      name: 'outage',
      operations: { ...emptyHome, ListLatestTweetsTimeline: 'empty' },
      expected: {
        verdict: 'outage',
        symptoms: ['empty-feed', 'empty-list'],
        parts: ['home-for-you', 'list'],
      },
      visit: ['/home', '/i/lists/1001'],
    },
    after('/home', '/i/lists/1001'),
  ],
};

/** 503 and 522 pages first; those who got through saw a timeline that stayed empty. */
export const outage20260116: Scenario = {
  name: 'outage-2026-01-16',
  title: '16 January 2026: error pages of the delivery network, and pages that load and stay empty',
  account: longTimeAccount,
  phases: [
    before('/home', 'tab:1'),
    {
      name: 'error-pages',
      document: {
        rate: 0.5,
        answer: { status: 522, body: 'cloudflare' },
        otherwise: { status: 503, body: 'cloudflare' },
      },
      operations: emptyHome,
      expected: { verdict: 'outage', symptoms: ['server-error'], parts: ['site'] },
      visit: ['/home', 'reload', 'reload'],
    },
    {
      name: 'empty',
      operations: emptyHome,
      expected: {
        verdict: 'outage',
        symptoms: ['empty-feed'],
        parts: ['home-for-you', 'home-following'],
      },
      visit: ['/home', 'tab:1'],
    },
    after('/home', 'tab:1'),
  ],
};

/** Class I: X Pro's "Waiting for posts" in its web form, lists alone. */
export const listsWaiting: Scenario = {
  name: 'lists-waiting',
  title: 'Only lists say “Waiting for posts”, home works',
  account: longTimeAccount,
  phases: [
    before('/home', 'tab:2', '/i/lists/1001'),
    {
      name: 'outage',
      operations: { ListLatestTweetsTimeline: 'empty' },
      expected: { verdict: 'outage', symptoms: ['empty-list'], parts: ['home-list', 'list'] },
      visit: ['/home', 'tab:2', '/i/lists/1001'],
    },
    after('/home', 'tab:2', '/i/lists/1001'),
  ],
};

/** Profiles "turned empty" while their heads still counted thousands of posts [freepressjournal.in, 2023-12-21]. */
export const profilesEmpty: Scenario = {
  name: 'profiles-empty',
  title: 'Only profiles are empty, under headings that count thousands of posts',
  account: longTimeAccount,
  phases: [
    before('/home', '/barn_owl_x', '/arctic_tern_x'),
    {
      name: 'outage',
      operations: { UserTweets: 'empty', UserTweetsAndReplies: 'empty', UserMedia: 'empty' },
      expected: { verdict: 'outage', symptoms: ['empty-profile'], parts: ['profile'] },
      visit: ['/barn_owl_x', '/arctic_tern_x', '/barn_owl_x/with_replies'],
    },
    after('/barn_owl_x', '/arctic_tern_x'),
  ],
};

/** Home comes back first: what still fails is still down. */
export const staggeredRecovery: Scenario = {
  name: 'staggered-recovery',
  title: 'Everything is empty, then home is back while lists still wait',
  account: longTimeAccount,
  phases: [
    before('/home', '/i/lists/1001', '/i/lists/1002'),
    {
      name: 'outage',
      operations: { ...emptyHome, ListLatestTweetsTimeline: 'empty' },
      expected: { verdict: 'outage', symptoms: ['empty-feed', 'empty-list'] },
      visit: ['/home', '/i/lists/1001'],
    },
    {
      name: 'home-is-back',
      operations: { ListLatestTweetsTimeline: 'empty' },
      expected: {
        verdict: 'outage',
        alsoFair: ['suspected'],
        symptoms: ['empty-list'],
        parts: ['list'],
      },
      visit: ['/home', '/i/lists/1001', '/i/lists/1002'],
    },
    after('/home', '/i/lists/1001'),
  ],
};
