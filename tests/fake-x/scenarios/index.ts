import type { Scenario } from '../scenario.ts';
import {
  brokenEmbeds,
  errorsBesideData,
  goneThings,
  offline,
  quotedPhrases,
  rightlyEmpty,
  slow,
  userStates,
} from './calm.ts';
import {
  listsWaiting,
  outage20230301,
  outage20260113,
  outage20260116,
  profilesEmpty,
  staggeredRecovery,
} from './empty-answers.ts';
import { blockPage, errorPages, outage20230306, unreachable } from './failed-pages.ts';
import { blankPage, chunksMissing, errorBoundary } from './failed-scripts.ts';
import {
  dependencyErrors,
  flapping,
  listsFail,
  operationsGone,
  outage20251118,
  partialFailures,
  retryBelowPosts,
  timeOuts,
} from './failed-timelines.ts';
import { flash } from './flash.ts';
import { healthy } from './healthy.ts';
import { accountChallenge, loggedOut } from './logged-out.ts';
import { newAccountScenario } from './new-account.ts';
import { contentBlocker, hiddenPosts, otherFrontEnd, unknownApp } from './other-software.ts';
import { outage20231221 } from './outage-2023-12-21.ts';
import { ownRateLimit } from './own-rate-limit.ts';
import { promotedAndOwnOnly } from './promoted-and-own-only.ts';
import { retryPrompt } from './retry-prompt.ts';
import { serverError } from './server-error.ts';
import { mediaDown, messagesDown, shortLinksDown } from './single-parts.ts';
import { stuckLoading } from './stuck-loading.ts';
import { whitePage } from './white-page.ts';
import { postVanishes, writingOnly } from './writing.ts';

export const scenarios: readonly Scenario[] = [
  healthy,
  outage20231221,
  promotedAndOwnOnly,
  outage20230301,
  outage20260113,
  outage20260116,
  listsWaiting,
  profilesEmpty,
  staggeredRecovery,
  retryPrompt,
  dependencyErrors,
  timeOuts,
  listsFail,
  operationsGone,
  retryBelowPosts,
  partialFailures,
  flapping,
  outage20251118,
  serverError,
  errorPages,
  outage20230306,
  blockPage,
  unreachable,
  whitePage,
  stuckLoading,
  blankPage,
  errorBoundary,
  chunksMissing,
  writingOnly,
  postVanishes,
  shortLinksDown,
  mediaDown,
  messagesDown,
  flash,
  ownRateLimit,
  newAccountScenario,
  userStates,
  goneThings,
  rightlyEmpty,
  slow,
  quotedPhrases,
  errorsBesideData,
  brokenEmbeds,
  offline,
  loggedOut,
  accountChallenge,
  otherFrontEnd,
  unknownApp,
  hiddenPosts,
  contentBlocker,
];

/** @throws when there is none, naming those there are */
export function findScenario(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario "${name}"; there are: ${scenarios.map((s) => s.name).join(', ')}`);
  return found;
}
