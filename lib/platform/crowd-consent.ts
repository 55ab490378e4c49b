import type { Question, WithheldReason } from '../crowd/client/transport.ts';
import { areHeaderRulesOn } from './header-rules.ts';
import { readSettings } from './settings-store.ts';
import { hasCrowdAccess, hasDataConsent } from './sharing-permission.ts';

/**
 * Why nothing may be sent to collector or issuer now, if so. People can take back each of these at any time, so it is
 * asked anew before every request.
 */
export async function withheldBecause(purpose: Question['purpose']): Promise<WithheldReason | undefined> {
  const { seesCrowd, isSharing } = await readSettings();
  if (!(purpose === 'sharing' ? isSharing : seesCrowd)) return 'not-wanted';
  if (!(await hasCrowdAccess())) return 'no-host-permission';
  if (purpose === 'sharing' && !(await hasDataConsent())) return 'no-data-consent';
  return (await areHeaderRulesOn()) ? undefined : 'no-header-rules';
}
