import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Incident } from '../lib/incident/incident.ts';
import {
  BAR_MS,
  BARS,
  type Bar,
  type BarState,
  dayStrip,
  downMsWithin,
  spansOf,
} from '../lib/strip/day-strip.ts';
import type { Slot } from '../lib/timeline/slot.ts';
import { clockWords, durationWords, spanWords } from '../lib/words/time-words.ts';
import { type Language, useWords } from './words.ts';

/** Height says the state as well as colour does; trouble stands out. */
const HEIGHTS: Record<BarState, number> = {
  outage: 40,
  suspected: 32,
  failed: 26,
  working: 20,
  yours: 14,
  unknown: 9,
  none: 3,
};
const [COLUMN, HEIGHT] = [7, 40];

interface Props {
  slots: Slot[];
  incidents: Incident[];
  nowMs: number;
}

/** The last 24 hours as bars. One tab stop; arrow keys, or a pointer, tell what a bar says. */
export function DayStrip({ slots, incidents, nowMs }: Props) {
  const { t, locale } = useWords();
  const [pointed, setPointed] = useState<number>();
  const bars = dayStrip(slots, incidents, nowMs);
  const isEmpty = bars.every(({ state }) => state === 'none');
  const last = BARS - 1;
  const at = pointed ?? last;
  const says = (bar: Bar | undefined) => (bar ? barWords(bar, nowMs, { t, locale }) : '');

  function onKeyDown(event: TargetedKeyboardEvent<HTMLElement>) {
    const later = event.currentTarget.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const earlier = later === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const next = { [later]: at + 1, [earlier]: at - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setPointed(Math.min(last, Math.max(0, next)));
  }

  return (
    <section class="strip">
      <div class="title">
        <h2>{t('strip.title')}</h2>
        <p class="quiet">
          {pointed === undefined ? summaryWords(bars, incidents, nowMs, { t, locale }) : says(bars[at])}
        </p>
      </div>
      {/* A scrubber over time: the one role whose value screen readers read out as it moves. */}
      <div
        class="bars"
        role="slider"
        tabIndex={0}
        aria-label={t('strip.title')}
        aria-description={t('strip.hint')}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={says(bars[at])}
        onKeyDown={onKeyDown}
        onFocus={() => setPointed(at)}
        onBlur={() => setPointed(undefined)}
        onPointerLeave={() => setPointed(undefined)}
      >
        <svg viewBox={`0 0 ${BARS * COLUMN} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {bars.map(({ startMs, state }, index) => (
            <g
              key={startMs}
              class={index === pointed ? 'pointed' : ''}
              onPointerEnter={() => setPointed(index)}
            >
              <rect class="column" x={index * COLUMN} width={COLUMN} height={HEIGHT} />
              <rect
                data-state={state}
                x={index * COLUMN + 1}
                y={HEIGHT - HEIGHTS[state]}
                width={COLUMN - 2}
                height={HEIGHTS[state]}
                rx={1.5}
              />
            </g>
          ))}
        </svg>
      </div>
      <div class="axis quiet" aria-hidden="true">
        <span>{clockWords(bars[0]?.startMs ?? 0, bars[0]?.startMs ?? 0, locale)}</span>
        <span>{clockWords(bars[BARS / 2]?.startMs ?? 0, bars[BARS / 2]?.startMs ?? 0, locale)}</span>
        <span>{t('strip.now')}</span>
      </div>
      {isEmpty ? (
        <p class="quiet">{t('strip.empty')}</p>
      ) : (
        <div class="unseen">
          <StripTable bars={bars} nowMs={nowMs} />
        </div>
      )}
    </section>
  );
}

/** The same for reading: one row for each span of the same state. */
function StripTable({ bars, nowMs }: { bars: Bar[]; nowMs: number }) {
  const { t, locale } = useWords();
  return (
    <table>
      <caption>{t('strip.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('strip.time')}</th>
          <th scope="col">{t('strip.state')}</th>
        </tr>
      </thead>
      <tbody>
        {spansOf(bars).map(({ startMs, endMs, state }) => (
          <tr key={startMs}>
            <td>{spanWords(startMs, endMs, nowMs, locale)}</td>
            <td>{t(`state.${state}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const barWords = ({ startMs, state }: Bar, nowMs: number, { t, locale }: Language) =>
  t('strip.bar', spanWords(startMs, startMs + BAR_MS, nowMs, locale), t(`state.${state}`));

function summaryWords(bars: Bar[], incidents: Incident[], nowMs: number, { t, locale }: Language) {
  const downMs = downMsWithin(incidents, nowMs);
  if (downMs > 0) return t('strip.down', durationWords(downMs, locale));
  if (bars.some(({ state }) => state === 'suspected')) return t('strip.suspected');
  return t(bars.some(({ state }) => state !== 'none') ? 'strip.calm' : 'strip.unseen');
}
