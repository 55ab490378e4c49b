import { isPartial } from '../detect/judge.ts';
import type { Incident } from '../incident/incident.ts';
import type { Notice } from '../incident/notice.ts';
import { clockWords, durationWords } from './time-words.ts';
import type { Translate } from './translate.ts';

/** What a notification says of an incident. */
export function noticeWords(
  notice: Notice,
  { startMs, endMs = startMs, sights }: Incident,
  nowMs: number,
  t: Translate,
  locale: string,
): { title: string; message: string } {
  const isPartly = isPartial(sights);
  return notice === 'down'
    ? {
        title: isPartly ? t('notice.downPartly') : t('notice.down'),
        message: t('notice.downSince', clockWords(startMs, nowMs, locale)),
      }
    : {
        title: isPartly ? t('notice.backPartly') : t('notice.back'),
        message: t('notice.backAfter', durationWords(endMs - startMs, locale)),
      };
}
