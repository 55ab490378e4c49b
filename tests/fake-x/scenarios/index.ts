import type { Scenario } from '../scenario.ts';
import { flash } from './flash.ts';
import { healthy } from './healthy.ts';
import { newAccountScenario } from './new-account.ts';
import { outage20231221 } from './outage-2023-12-21.ts';
import { ownRateLimit } from './own-rate-limit.ts';
import { promotedAndOwnOnly } from './promoted-and-own-only.ts';
import { retryPrompt } from './retry-prompt.ts';
import { serverError } from './server-error.ts';
import { stuckLoading } from './stuck-loading.ts';
import { whitePage } from './white-page.ts';

export const scenarios: readonly Scenario[] = [
  healthy,
  outage20231221,
  promotedAndOwnOnly,
  retryPrompt,
  serverError,
  whitePage,
  stuckLoading,
  flash,
  ownRateLimit,
  newAccountScenario,
];

/** @throws when there is none, naming those there are */
export function findScenario(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new Error(`no scenario "${name}"; there are: ${scenarios.map((s) => s.name).join(', ')}`);
  return found;
}
