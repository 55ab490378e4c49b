import type { Phase, Scenario } from '../scenario.ts';
import type { Truth } from '../truth.ts';
import { longTimeAccount } from './accounts.ts';
import { after, before, everyTimeline, overCapacity } from './building-blocks.ts';

/** Class B: requests fail, "Something went wrong. Try reloading." stands in place of lists. */
const VISIT: Phase['visit'] = ['/home', 'tab:1', '/i/lists/1001'];
const down: Truth = { verdict: 'outage', symptoms: ['timeline-error'], parts: ['home-for-you', 'list'] };

/** HTTP 200 and `Dependency: Internal error. (131)`, seen in October and November 2023 [twscrape#82, OldTwitter#594]. */
export const dependencyErrors: Scenario = {
  name: 'dependency-errors',
  title: 'Timelines answer 200 with nothing but an error inside',
  account: longTimeAccount,
  phases: [
    before('/home', 'tab:1', '/i/lists/1001'),
    { name: 'outage', operations: everyTimeline({ error: 131 }), expected: down, visit: VISIT },
    after('/home', 'tab:1', '/i/lists/1001'),
  ],
};

/** `Timeout: Unspecified` of 2023-05-15 [snscrape#897], and connections that are cut [inferred]. */
export const timeOuts: Scenario = {
  name: 'time-outs',
  title: 'Timelines run into X’s own time limit, then are cut off without an answer',
  account: longTimeAccount,
  phases: [
    before('/home', 'tab:1', '/i/lists/1001'),
    { name: 'code-29', operations: everyTimeline({ error: 29 }), expected: down, visit: VISIT },
    {
      name: 'cut-off',
      operations: everyTimeline('drop'),
      // no answer is no answer of X's: the reader's line may be at fault
      expected: { ...down, verdict: 'suspected', alsoFair: ['outage'] },
      visit: VISIT,
    },
    after('/home', 'tab:1', '/i/lists/1001'),
  ],
};

/** "Only lists fail, home fine" [OldTwitter#1199]; with which answer is not recorded. */
export const listsFail: Scenario = {
  name: 'lists-fail-2026-02-20',
  title: '20 February 2026: lists fail, home works',
  account: longTimeAccount,
  phases: [
    before('/home', 'tab:2', '/i/lists/1001'),
    {
      name: 'outage',
      operations: { ListLatestTweetsTimeline: { error: 131 } },
      expected: { verdict: 'outage', symptoms: ['timeline-error'], parts: ['home-list', 'list'] },
      visit: ['/home', 'tab:2', '/i/lists/1001'],
    },
    after('/home', 'tab:2', '/i/lists/1001'),
  ],
};

/** 404 on GraphQL is a stale client as a rule, and was X's own failure on 2025-09-10 [node-twitter-api-v2#622]. */
export const operationsGone: Scenario = {
  name: 'operations-gone',
  title: 'Profiles’ timelines answer 404: an old client, or X',
  account: longTimeAccount,
  phases: [
    before('/home', '/barn_owl_x'),
    {
      name: 'gone',
      operations: {
        UserTweets: { status: 404, body: 'none' },
        UserTweetsAndReplies: { status: 404, body: 'none' },
      },
      expected: { verdict: 'suspected', alsoFair: ['working', 'unknown', 'outage'], parts: ['profile'] },
      visit: ['/home', '/barn_owl_x'],
    },
    after('/barn_owl_x'),
  ],
};

/** With posts above it the prompt is weak evidence: most of X works [bundle 2021]. */
export const retryBelowPosts: Scenario = {
  name: 'retry-below-posts',
  title: 'The first page of every timeline comes, the next one fails',
  account: longTimeAccount,
  phases: [
    {
      name: 'further-pages-fail',
      operations: everyTimeline({ firstPage: 'posts', furtherPages: overCapacity }),
      expected: { verdict: 'working', alsoFair: ['suspected'] },
      visit: ['/home', 'scroll', 'scroll'],
    },
    after('/home'),
  ],
};

/** Some requests fail and others do not, as at the edges of most outages. */
export const partialFailures: Scenario = {
  name: 'partial-failures',
  title: 'A share of the requests for timelines fails: 5 %, 50 %, 95 %',
  account: longTimeAccount,
  phases: [
    {
      name: 'few',
      operations: failing(0.05),
      expected: { verdict: 'working' },
      visit: ['/home', 'tab:1', '/i/lists/1001', '/home'],
    },
    {
      name: 'half',
      operations: failing(0.5),
      expected: { verdict: 'suspected', alsoFair: ['working', 'outage'], symptoms: ['timeline-error'] },
      visit: ['/home', 'tab:1', '/i/lists/1001', '/barn_owl_x', '/home'],
    },
    {
      name: 'most',
      operations: failing(0.95),
      expected: { verdict: 'outage', symptoms: ['timeline-error'] },
      visit: ['/home', 'tab:1', '/i/lists/1001', '/home'],
    },
    after('/home', 'tab:1', '/i/lists/1001'),
  ],
};

/** X comes and goes: one incident, or several with gaps, but never silence. */
export const flapping: Scenario = {
  name: 'flapping',
  title: 'X fails for 20 s, works for 20 s, and so on',
  account: longTimeAccount,
  repeats: true,
  phases: [
    { ...before('/home', 'tab:1'), name: 'up', lastsMs: 20_000 },
    {
      name: 'down',
      lastsMs: 20_000,
      operations: everyTimeline(overCapacity),
      expected: {
        verdict: 'outage',
        symptoms: ['timeline-error'],
        parts: ['home-for-you', 'home-following'],
      },
      visit: ['/home', 'tab:1'],
    },
  ],
};

/** The delivery network answers in place of X's API, as while Cloudflare failed on 2025-11-18. */
export const outage20251118: Scenario = {
  name: 'outage-2025-11-18',
  title: '18 November 2025: pages answer 500 now and then, timelines always',
  account: longTimeAccount,
  phases: [
    before('/home', 'tab:1', '/i/lists/1001'),
    {
      name: 'outage',
      document: { rate: 0.4, answer: { status: 500, body: 'cloudflare' } },
      operations: everyTimeline({ status: 500, body: 'cloudflare' }),
      expected: { verdict: 'outage' },
      visit: ['/home', 'reload', '/i/lists/1001', '/home', 'tab:1'],
    },
    after('/home', '/i/lists/1001'),
  ],
};

function failing(rate: number): Phase['operations'] {
  const operations = Object.keys(everyTimeline('posts'));
  return Object.fromEntries(operations.map((operation) => [operation, { rate, answer: overCapacity }]));
}
