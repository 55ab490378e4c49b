import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { CrowdBar } from '../lib/crowd/client/crowd-view.ts';
import type { Incident } from '../lib/incident/incident.ts';
import { type CrowdColumn, crowdStrip, peakOf } from '../lib/strip/crowd-strip.ts';
import { BAR_MS, BARS, type Bar, type BarState, dayStrip, downMsWithin } from '../lib/strip/day-strip.ts';
import type { Slot } from '../lib/timeline/slot.ts';
import { crowdBarWords } from '../lib/words/crowd-words.ts';
import { numberWords } from '../lib/words/number-words.ts';
import { clockWords, durationWords, spanWords } from '../lib/words/time-words.ts';
import { StripBars } from './strip-bars.tsx';
import { StripTable } from './strip-table.tsx';
import { type Language, useWords } from './words.ts';

/** Height says the state as well as colour does; trouble stands out. */
const HEIGHTS: Record<BarState, number> = {
  outage: 1,
  suspected: 0.8,
  failed: 0.65,
  working: 0.5,
  yours: 0.35,
  unknown: 0.225,
  none: 0.075,
};

interface Props {
  slots: Slot[];
  incidents: Incident[];
  /** What others saw in each half hour; nothing while that is not shown. */
  hours: CrowdBar[];
  nowMs: number;
}

/** The last 24 hours as bars, what others saw below. One tab stop; arrow keys, or a pointer, tell what a bar says. */
export function DayStrip({ slots, incidents, hours, nowMs }: Props) {
  const { t, locale } = useWords();
  const [pointed, setPointed] = useState<number>();
  const bars = dayStrip(slots, incidents, nowMs);
  const isCounted = hours.some(({ isGap }) => !isGap);
  const crowd = isCounted
    ? crowdStrip(
        hours,
        bars.map(({ startMs }) => startMs),
      )
    : undefined;
  const title = t(crowd ? 'strip.all' : 'strip.title');
  const isEmpty = bars.every(({ state }) => state === 'none');
  const last = BARS - 1;
  const at = pointed ?? last;
  const own = bars[at] ? barWords(bars[at], nowMs, { t, locale }) : '';
  const others = crowd?.[at] && t('strip.others', crowdBarWords(crowd[at], t, locale));

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
        <h2>{title}</h2>
        <p class="quiet">
          {pointed === undefined ? summaryWords(bars, incidents, nowMs, { t, locale }) : own}
        </p>
      </div>
      {/* A scrubber over time: the one role whose value screen readers read out as it moves. */}
      <div
        class="bars"
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-description={t('strip.hint')}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={others ? t('strip.both', own, others) : own}
        onKeyDown={onKeyDown}
        onFocus={() => setPointed(at)}
        onBlur={() => setPointed(undefined)}
        onPointerLeave={() => setPointed(undefined)}
      >
        {crowd && <span>{t('strip.you')}</span>}
        <StripBars
          columns={bars.map((bar) => ({ ...bar, height: HEIGHTS[bar.state] }))}
          pointed={pointed}
          onPoint={setPointed}
        />
        {crowd && (
          <>
            <span>{t('strip.them')}</span>
            <StripBars columns={crowd} pointed={pointed} onPoint={setPointed} />
          </>
        )}
        <span class="axis" aria-hidden="true">
          <span>{clockWords(bars[0]?.startMs ?? 0, bars[0]?.startMs ?? 0, locale)}</span>
          <span>{clockWords(bars[BARS / 2]?.startMs ?? 0, bars[BARS / 2]?.startMs ?? 0, locale)}</span>
          <span>{t('strip.now')}</span>
        </span>
      </div>
      {crowd && <p class="quiet">{pointed === undefined ? peakWords(crowd, { t, locale }) : others}</p>}
      {isEmpty && !crowd ? (
        <p class="quiet">{t('strip.empty')}</p>
      ) : (
        <div class="unseen">
          <StripTable title={title} bars={bars} crowd={crowd} nowMs={nowMs} />
        </div>
      )}
    </section>
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

function peakWords(crowd: CrowdColumn[], { t, locale }: Language) {
  const peak = peakOf(crowd);
  return peak === undefined
    ? t('strip.others', t('strip.tooFew'))
    : t('strip.others', t('strip.upTo', numberWords(peak, locale)));
}
