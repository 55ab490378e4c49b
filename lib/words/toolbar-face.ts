import type { Judgement, Verdict } from '../detect/judge.ts';
import type { Translate } from './translate.ts';
import { headlineOf } from './verdict-words.ts';

/** What the toolbar button shows of a verdict: shape, sign and words, so that colour is never alone. */
export interface ToolbarFace {
  iconPaths: Record<number, string>;
  badgeText: string;
  badgeColor: string;
  title: string;
}

/** Only trouble with X wears a badge: it must catch the eye, and nothing else should. */
const BADGES: Partial<Record<Verdict, { badgeText: string; badgeColor: string }>> = {
  suspected: { badgeText: '?', badgeColor: '#8a5a00' },
  outage: { badgeText: '!', badgeColor: '#c42b2b' },
};

export function toolbarFace(judgement: Judgement, t: Translate): ToolbarFace {
  const [name, headline] = [t('extName'), headlineOf(judgement, t)];
  const shape = judgement.reason === 'paused' ? 'paused' : judgement.verdict;
  const icon = (sizePx: number) => `icons/${shape}-${sizePx}.png`;
  return {
    iconPaths: { 16: icon(16), 32: icon(32) },
    ...(BADGES[judgement.verdict] ?? { badgeText: '', badgeColor: '#000000' }),
    title: headline.includes(name) ? headline : `${name}: ${headline}`,
  };
}
