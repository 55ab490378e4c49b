import { NOTHING_KEPT } from '../crowd/client/kept.ts';
import { seenOf } from '../crowd/client/seen.ts';
import { type SharingView, sharingView } from '../crowd/client/sharing-view.ts';
import { randomBytes } from '../crowd/tokens/bytes.ts';
import { crowdStore } from '../record/crowd-store.ts';
import { withheldBecause } from './crowd-consent.ts';
import { ownCell } from './own-cell.ts';
import type { Status } from './read-status.ts';

/** What the faces show of sharing. Like all they show, it is read afresh: permissions may be gone by now. */
export async function readSharing(
  { settings, judgement, problem }: Pick<Status, 'settings' | 'judgement' | 'problem'>,
  nowMs: number,
): Promise<SharingView> {
  const [kept, withheld] = await Promise.all([
    crowdStore.read().catch(() => NOTHING_KEPT),
    withheldBecause('sharing'),
  ]);
  return sharingView({
    kept,
    withheld,
    isSharing: settings.isSharing,
    seesCrowd: settings.seesCrowd,
    isUnrecorded: problem !== undefined,
    seen: seenOf(judgement),
    cell: ownCell(),
    nowMs,
    randomBytes,
  });
}
