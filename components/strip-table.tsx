import type { CrowdColumn } from '../lib/strip/crowd-strip.ts';
import { BAR_MS, type Bar, spansOf } from '../lib/strip/day-strip.ts';
import { crowdBarWords } from '../lib/words/crowd-words.ts';
import { spanWords } from '../lib/words/time-words.ts';
import { useWords } from './words.ts';

interface Props {
  title: string;
  bars: Bar[];
  crowd: CrowdColumn[] | undefined;
  nowMs: number;
}

/** The strip for reading: one row for each span of the same state, or for each half hour when the crowd has its numbers. */
export function StripTable({ title, bars, crowd, nowMs }: Props) {
  const { t, locale } = useWords();
  const spans = crowd ? bars.map((bar) => ({ ...bar, endMs: bar.startMs + BAR_MS })) : spansOf(bars);
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('strip.time')}</th>
          <th scope="col">{t('strip.state')}</th>
          {crowd && <th scope="col">{t('strip.troubled')}</th>}
        </tr>
      </thead>
      <tbody>
        {spans.map(({ startMs, endMs, state }, index) => (
          <tr key={startMs}>
            <td>{spanWords(startMs, endMs, nowMs, locale)}</td>
            <td>{t(`state.${state}`)}</td>
            {crowd?.[index] && <td>{crowdBarWords(crowd[index], t, locale)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
