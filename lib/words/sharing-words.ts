import type { SharingTrouble } from '../crowd/client/sharing-trouble.ts';
import type { SentReport, SharingView } from '../crowd/client/sharing-view.ts';
import { SLOT_MINUTES } from '../crowd/slot.ts';
import { durationWords } from './time-words.ts';
import type { MessageKey, Translate } from './translate.ts';

/** In the settings what is wrong and what to do, in the popup the gist of it. */
const TROUBLES: Record<SharingTrouble, { words: MessageKey; gist: MessageKey }> = {
  'no-host-permission': { words: 'sharingTrouble.hostPermission', gist: 'sharingGist.permission' },
  'no-data-consent': { words: 'sharingTrouble.dataConsent', gist: 'sharingGist.permission' },
  'no-header-rules': { words: 'sharingTrouble.headerRules', gist: 'sharingGist.browser' },
  'issuer-unreachable': { words: 'sharingTrouble.issuerUnreachable', gist: 'sharingGist.noAnswer' },
  'issuer-busy': { words: 'sharingTrouble.issuerBusy', gist: 'sharingGist.busy' },
  'collector-unreachable': { words: 'sharingTrouble.collectorUnreachable', gist: 'sharingGist.noAnswer' },
  'keys-differ': { words: 'sharingTrouble.keysDiffer', gist: 'sharingGist.doubt' },
  'bad-keys': { words: 'sharingTrouble.badKeys', gist: 'sharingGist.doubt' },
  refused: { words: 'sharingTrouble.refused', gist: 'sharingGist.refused' },
  'not-recorded': { words: 'sharingTrouble.notRecorded', gist: 'sharingGist.notRecorded' },
};

/** Why nothing is sent, and what to do about it. */
export const sharingTroubleWords = (trouble: SharingTrouble, t: Translate): string =>
  t(TROUBLES[trouble].words);

/** Whether anything is shared, for a glance. */
export function sharingGist(
  { isSharing, trouble }: Pick<SharingView, 'isSharing' | 'trouble'>,
  t: Translate,
): string {
  if (!isSharing) return t('sharing.off');
  return trouble === undefined ? t('sharing.on') : t('sharing.paused', t(TROUBLES[trouble].gist));
}

/** For how long there are tokens to report with. */
export const stockWords = (slotsLeft: number, t: Translate, locale: string): string =>
  slotsLeft === 0
    ? t('sharing.notReady')
    : t('sharing.ready', durationWords(slotsLeft * SLOT_MINUTES * 60_000, locale));

const STATES: Record<SentReport['state'], MessageKey> = {
  waiting: 'sent.waiting',
  delivered: 'sent.delivered',
  dropped: 'sent.dropped',
};

/** What became of a report. */
export const sentStateWords = (state: SentReport['state'], t: Translate): string => t(STATES[state]);
