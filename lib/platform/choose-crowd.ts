import { changeSettings } from './settings-store.ts';
import {
  requestCrowdAccess,
  requestSharing,
  returnCrowdAccess,
  returnDataConsent,
} from './sharing-permission.ts';

/**
 * Sees what others see from now on, or no longer: then nothing is shared either. To begin only from a click, or the
 * browser refuses.
 *
 * @returns whether it came to that
 */
export async function chooseSeeing(wants: boolean): Promise<boolean> {
  if (wants && !(await requestCrowdAccess())) return false;
  await changeSettings(wants ? { seesCrowd: true } : { seesCrowd: false, isSharing: false });
  if (!wants) await returnCrowdAccess();
  return true;
}

/** Shares what this browser sees from now on, or no longer; what others see is shown as before. As above. */
export async function chooseSharing(wants: boolean): Promise<boolean> {
  if (wants && !(await requestSharing())) return false;
  await changeSettings(wants ? { seesCrowd: true, isSharing: true } : { isSharing: false });
  if (!wants) await returnDataConsent();
  return true;
}
