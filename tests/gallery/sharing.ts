import { exampleReport } from '../../lib/crowd/client/example-report.ts';
import type { SentReport, SharingView } from '../../lib/crowd/client/sharing-view.ts';
import { MINUTE_MS, NOW_MS } from './now.ts';

/** Bytes that look random and are the same each time, for pictures. */
const asIfRandom = (length: number) =>
  Uint8Array.from({ length }, (_, index) => (Math.imul(index + length, 2_654_435_761) >>> 13) & 255);

export const EXAMPLE = exampleReport({ symptom: 'ok', cell: 'BD', isPanel: true }, NOW_MS, asIfRandom);

export const NOT_SHARING: SharingView = {
  isSharing: false,
  seesCrowd: false,
  trouble: undefined,
  slotsLeft: 0,
  waiting: 0,
  sent: [],
  example: EXAMPLE,
};
export const SHARING: SharingView = { ...NOT_SHARING, isSharing: true, seesCrowd: true, slotsLeft: 124 };

const sent = (minutesAgo: number, parts: Partial<SentReport> = {}): SentReport => ({
  atMs: NOW_MS - minutesAgo * MINUTE_MS,
  symptom: 'ok',
  cell: 'BD',
  isPanel: true,
  state: 'delivered',
  ...parts,
});
export const SENT: SentReport[] = [
  sent(1, { symptom: 'empty-feed', isPanel: false, state: 'waiting' }),
  sent(16, { symptom: 'rate-limited', isPanel: false }),
  sent(31, { symptom: 'server-error', state: 'dropped' }),
  sent(12 * 60),
  sent(12 * 60 + 40, { cell: '001' }),
  sent(30 * 60, { cell: '034' }),
  sent(5 * 24 * 60, { symptom: 'posting-failed', isPanel: false }),
];
