import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';
import { after, before } from './building-blocks.ts';

/**
 * 21 December 2023, from a little after 05:00 UTC to about 06:45: home said "Welcome to X!", lists "Waiting for
 * posts", profiles were empty, posts could not be searched. Navigation, notifications, trends and the search for
 * names went on. The texts people saw are those of requests that succeeded and held nothing; that their status was
 * 200 is concluded, not recorded. Bookmarks and single posts are not mentioned in any report; they stay healthy here.
 *
 * Posting is accepted, as several papers wrote; the post is gone after a reload because every place that would show
 * it is empty.
 */
export const outage20231221: Scenario = {
  name: 'outage-2023-12-21',
  title: 'The outage of 21 December 2023: several places empty at once, the rest alive',
  account: longTimeAccount,
  phases: [
    { ...before('/home', 'tab:1', '/i/lists/1001', '/barn_owl_x'), lastsMs: 15_000 },
    {
      name: 'outage',
      lastsMs: 45_000,
      operations: {
        HomeTimeline: 'empty',
        HomeLatestTimeline: 'empty',
        ListLatestTweetsTimeline: 'empty',
        UserTweets: 'empty',
        UserTweetsAndReplies: 'empty',
        SearchTimeline: 'empty',
      },
      expected: {
        verdict: 'outage',
        symptoms: ['empty-feed', 'empty-list', 'empty-profile'],
        parts: ['home-for-you', 'list', 'profile'],
      },
      visit: ['/home', 'post', '/i/lists/1001', '/barn_owl_x', '/notifications', '/home'],
    },
    after('/home', '/i/lists/1001', '/barn_owl_x'),
  ],
};
