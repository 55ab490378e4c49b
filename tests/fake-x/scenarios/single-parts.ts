import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';
import { after, before, overCapacity } from './building-blocks.ts';

/** Class F, as on 2023-12-13: who follows a link sees "This page is down", X's own pages say nothing. */
export const shortLinksDown: Scenario = {
  name: 'short-links-down',
  title: 'Links out of posts lead to “This page is down”, X itself works',
  account: longTimeAccount,
  phases: [
    {
      name: 'outage',
      shortLinks: { status: 503, body: 'html' },
      operations: {},
      expected: { verdict: 'working' },
      visit: ['/home', 'tab:1'],
    },
    after('/home'),
  ],
};

/** Class G. A blocker, or a slow line, leaves pictures out too. */
export const mediaDown: Scenario = {
  name: 'media-down',
  title: 'Posts come without their pictures, without their videos; then the Media tab alone fails',
  account: longTimeAccount,
  phases: [
    { ...before('/home', '/barn_owl_x/media'), pictures: 'ok', videos: 'ok' },
    {
      name: 'pictures',
      pictures: { status: 503, body: 'none' },
      operations: {},
      expected: { verdict: 'suspected', alsoFair: ['working'], symptoms: ['partial'], parts: ['media'] },
      visit: ['/home', 'tab:1'],
    },
    {
      name: 'videos',
      pictures: 'ok',
      videos: { status: 503, body: 'none' },
      operations: {},
      expected: { verdict: 'working', alsoFair: ['suspected'] },
      visit: ['/home', 'scroll'],
    },
    {
      // with which answer it failed on 2025-04-07 is not recorded, and it healed by itself [OldTwitter#1028]
      name: 'media-tab-fails',
      operations: { UserMedia: { error: 131 } },
      expected: {
        verdict: 'suspected',
        alsoFair: ['outage'],
        symptoms: ['timeline-error'],
        parts: ['profile'],
      },
      visit: ['/barn_owl_x', '/barn_owl_x/media'],
    },
    {
      name: 'media-tab-empty',
      operations: { UserMedia: 'empty' },
      expected: {
        verdict: 'suspected',
        alsoFair: ['working', 'outage'],
        symptoms: ['empty-profile'],
        parts: ['profile'],
      },
      visit: ['/barn_owl_x', '/barn_owl_x/media'],
    },
    after('/home', '/barn_owl_x/media'),
  ],
};

/** Class H, as on 2025-05-22; a page without a timeline. */
export const messagesDown: Scenario = {
  name: 'messages-down',
  title: 'Messages fail, all else works',
  account: longTimeAccount,
  phases: [
    before('/home', '/messages'),
    {
      name: 'outage',
      operations: { 'dm/inbox_initial_state.json': overCapacity },
      expected: {
        verdict: 'outage',
        alsoFair: ['suspected'],
        symptoms: ['timeline-error'],
        parts: ['messages'],
      },
      visit: ['/home', '/messages', 'reload'],
    },
    after('/messages', '/home'),
  ],
};
