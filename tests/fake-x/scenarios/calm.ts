import { DELETED_POST_ID, EMPTY_LIST_ID, EMPTY_QUERY, UNAVAILABLE_POST_ID } from '../api-server.ts';
import type { Phase, Scenario } from '../scenario.ts';
import type { Step } from '../truth.ts';
import { longTimeAccount } from './accounts.ts';
import { everyTimeline } from './building-blocks.ts';

/** Days on which X works, however odd a page looks. A detector must stay calm through all of them. */
const calm = (name: string, visit: readonly Step[], operations: Phase['operations'] = {}): Phase => ({
  name,
  operations,
  expected: { verdict: 'working' },
  visit,
});

/** What X shows because of an account, by the first part of its handle. */
export const userStates: Scenario = {
  name: 'user-states',
  title:
    'Profiles that show no posts because of the account: missing, suspended, protected, blocked, restricted',
  account: longTimeAccount,
  phases: [
    calm('missing', ['/home', '/missing_owl']),
    calm('suspended', ['/home', '/suspended_owl']),
    calm('protected', ['/home', '/locked_owl']),
    calm('blocked-by-viewer', ['/home', '/blocked_owl']),
    calm('viewer-is-blocked', ['/home', '/blocking_owl']),
    calm('caution', ['/home', '/caution_owl']),
    calm('never-posted', ['/home', '/quiet_heron']),
  ],
};

export const goneThings: Scenario = {
  name: 'gone-things',
  title: 'A post that was deleted, one that is unavailable, a page that does not exist',
  account: longTimeAccount,
  phases: [
    calm('deleted-post', ['/home', `/barn_owl_x/status/${DELETED_POST_ID}`]),
    calm('unavailable-post', ['/home', `/barn_owl_x/status/${UNAVAILABLE_POST_ID}`]),
    calm('no-such-page', ['/home', '/i/nowhere']),
  ],
};

/** A single empty place that is empty on good days too. Explore is the exception: there it hints at trouble. */
export const rightlyEmpty: Scenario = {
  name: 'rightly-empty',
  title:
    'Places that are rightly empty: a list, a search, bookmarks, notifications, a community; and explore',
  account: longTimeAccount,
  phases: [
    calm('list', ['/home', `/i/lists/${EMPTY_LIST_ID}`]),
    calm('search', ['/home', `/search?q=${EMPTY_QUERY}`]),
    calm('bookmarks', ['/home', '/i/bookmarks'], { Bookmarks: 'empty' }),
    calm('notifications', ['/home', '/notifications'], { 'notifications/all.json': 'empty' }),
    calm('community', ['/home', 'tab:3'], { CommunityTweetsTimeline: 'empty' }),
    {
      ...calm('explore', ['/home', '/explore'], { ExplorePage: 'empty', ExploreSidebar: 'empty' }),
      expected: { verdict: 'working', alsoFair: ['suspected'] },
    },
  ],
};

/** Half of the readers of X have a slow line now and then; nothing here takes as long as a stuck request. */
export const slow: Scenario = {
  name: 'slow',
  title: 'Every answer takes 5 to 15 seconds, and comes',
  account: longTimeAccount,
  phases: [
    {
      ...calm('slow', ['/home']),
      document: { answer: 'app', delayMs: [1_000, 5_000] },
      operations: Object.fromEntries(
        Object.keys(everyTimeline('posts')).map((operation) => [
          operation,
          { answer: 'posts', delayMs: [5_000, 15_000] },
        ]),
      ),
    },
  ],
};

/** Posts that speak of an outage are none, whatever words they use. */
export const quotedPhrases: Scenario = {
  name: 'quoted-phrases',
  title: 'Every post is one of X’s own messages',
  account: longTimeAccount,
  phases: [
    calm('quotes', ['/home', 'scroll', 'tab:1', '/i/lists/1001', '/barn_owl_x'], everyTimeline('quotes')),
  ],
};

/** Normal since 2025-03-25: complete data with `errors` beside it [the-convocation#120]. */
export const errorsBesideData: Scenario = {
  name: 'errors-beside-data',
  title: 'Answers hold posts and errors at once, as every day since March 2025',
  account: longTimeAccount,
  phases: [calm('beside', ['/home', 'tab:1', '/i/lists/1001'], everyTimeline('posts-beside-errors'))],
};

/** X's general prompt inside posts, where an embedded video failed [bundle 2021]. */
export const brokenEmbeds: Scenario = {
  name: 'broken-embeds',
  title: 'Some videos fail: “Something went wrong. Try reloading.” inside their posts',
  account: longTimeAccount,
  phases: [
    {
      ...calm('broken', ['/home', 'scroll', '/barn_owl_x']),
      pictures: 'ok',
      videos: { rate: 0.7, answer: { status: 404, body: 'none' } },
    },
  ],
};

/** The line is cut while X is open, and comes back. */
export const offline: Scenario = {
  name: 'offline',
  title: 'The reader’s own connection is lost, and found again',
  account: longTimeAccount,
  phases: [
    calm('before', ['/home', 'tab:1']),
    {
      name: 'offline',
      operations: {},
      expected: { verdict: 'yours', reason: 'offline' },
      visit: ['/home', 'offline', 'tab:1'],
    },
    calm('after', ['online', '/home', 'tab:1']),
  ],
};
