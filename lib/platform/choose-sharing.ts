import { forgetSharing } from '../record/crowd-store.ts';
import { changeSettings } from './settings-store.ts';
import {
  requestCrowdAccess,
  requestSharing,
  returnCrowdAccess,
  returnDataConsent,
} from './sharing-permission.ts';

/*
 * What the reader chooses about the crowd, on whichever page. The request for a permission is the first thing after the
 * click, or the browser refuses it. The background follows the settings.
 */

/**
 * Shows what others see, or no longer; then nothing is shared either.
 *
 * @returns whether it is as wanted: the browser may not have allowed it
 */
export async function chooseSeeing(wants: boolean): Promise<boolean> {
  if (wants && !(await requestCrowdAccess())) return false;
  await changeSettings(wants ? { seesCrowd: true } : { seesCrowd: false, isSharing: false });
  if (!wants) await returnCrowdAccess();
  return true;
}

/** Shares what this browser sees, which shows what others see as well; or no longer. Returns the same. */
export async function chooseSharing(wants: boolean): Promise<boolean> {
  if (wants && !(await requestSharing())) return false;
  await changeSettings(wants ? { seesCrowd: true, isSharing: true } : { isSharing: false });
  if (!wants) await returnDataConsent();
  return true;
}

/** Stops sharing, and forgets all there was of it. */
export async function stopAndForget(): Promise<void> {
  await chooseSharing(false);
  await forgetSharing();
}
