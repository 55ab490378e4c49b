import { type CrowdView, crowdView } from '../crowd/client/crowd-view.ts';
import { crowdWitnessOf, isFresh } from '../crowd/client/published-crowd.ts';
import type { CrowdWitness } from '../detect/evidence.ts';
import type { Settings } from '../settings/settings.ts';
import { crowdHours } from '../strip/crowd-hours.ts';
import { readOwnPlace } from './own-place.ts';
import { readPublishedCrowd } from './published-crowd-store.ts';

/** What is known of the crowd: a witness for the verdict, and what the faces show. */
export interface CrowdNow {
  witness: CrowdWitness | undefined;
  view: CrowdView;
}

/** Reads what was published last. Nothing is asked for. */
export async function readCrowd({ seesCrowd }: Settings, nowMs: number): Promise<CrowdNow> {
  const published = seesCrowd ? await readPublishedCrowd() : undefined;
  const ownCode = published && (await readOwnPlace());
  return {
    witness: isFresh(published, nowMs) ? crowdWitnessOf(published, ownCode) : undefined,
    view: crowdView({ seesCrowd, published, ownCode, hours: crowdHours(published, nowMs), nowMs }),
  };
}
