import { browser } from '../browser.ts';
import { outerTroubleOf, type SharingTrouble } from '../crowd/client/sharing-trouble.ts';
import type { SharingView } from '../crowd/client/sharing-view.ts';
import { withheldBecause } from './crowd-consent.ts';
import type { Status } from './read-status.ts';

/*
 * For a glance: whether anything is shared, and what keeps it. The popup reads this instead of all that the reporter
 * keeps, which takes code and time to read.
 */

const KEY = 'sharingTrouble';

/** Of what the services answered last. */
export const keepSharingTrouble = (trouble: SharingTrouble | undefined): Promise<void> =>
  trouble === undefined
    ? browser.storage.session.remove(KEY)
    : browser.storage.session.set({ [KEY]: trouble });

export async function readSharingState({
  settings: { isSharing },
  problem,
}: Pick<Status, 'settings' | 'problem'>): Promise<Pick<SharingView, 'isSharing' | 'trouble'>> {
  if (!isSharing) return { isSharing, trouble: undefined };
  const [withheld, { [KEY]: kept }] = await Promise.all([
    withheldBecause('sharing'),
    browser.storage.session.get(KEY),
  ]);
  const trouble = outerTroubleOf(withheld, problem !== undefined) ?? (kept as SharingTrouble | undefined);
  return { isSharing, trouble };
}
