import type { Content, Phase, Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';
import { after } from './building-blocks.ts';

/** On 21 December 2023 some people saw "their own tweets and ads, nothing else". */
const leftovers = (name: string, content: Content): Phase => ({
  name,
  operations: {
    HomeTimeline: content,
    HomeLatestTimeline: content,
    ListLatestTweetsTimeline: 'empty',
    UserTweets: 'empty',
    UserTweetsAndReplies: 'empty',
    SearchTimeline: 'empty',
  },
  // one's own posts and advertisements are no sign of health
  expected: { verdict: 'outage', symptoms: ['empty-profile'], parts: ['profile'] },
  visit: ['/home', '/barn_owl_x', '/arctic_tern_x', '/home'],
});

export const promotedAndOwnOnly: Scenario = {
  name: 'promoted-and-own-only',
  title: 'Home shows advertisements and your own posts, nothing else; lists and profiles are empty',
  account: longTimeAccount,
  phases: [
    leftovers('outage', 'promoted-and-own-only'),
    leftovers('promoted-only', 'promoted-only'),
    leftovers('own-only', 'own-only'),
    after('/home', '/barn_owl_x'),
  ],
};
