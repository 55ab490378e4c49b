import type { CrowdBar, CrowdFigures, CrowdPlace, CrowdStatus } from '../crowd/client/crowd-view.ts';
import { placeName } from './place-words.ts';
import { plural } from './plural.ts';
import { symptomWords } from './symptom-words.ts';
import type { Translate } from './translate.ts';

/** More kinds of trouble than these say nothing more at a glance. */
const MOST_SYMPTOMS = 2;

const STATUSES = { calm: 'calm', elevated: 'elevated', outage: 'outage', 'no-data': 'noData' } as const;

/** What others see, in a few words. */
export const crowdHeadline = (crowd: CrowdStatus, t: Translate): string => t(`crowd.${STATUSES[crowd]}`);

/** What it rests on, a sentence each: numbers against what is usual, the share, the reader's place, kinds of trouble. */
export function crowdDetails(figures: CrowdFigures, t: Translate, locale: string): string[] {
  const { crowd, place } = figures;
  const isTrouble = crowd === 'elevated' || crowd === 'outage';
  return [
    ...(crowd === 'no-data' ? [t('crowd.noDataMeans')] : [numbersWords(figures, t, locale)]),
    ...(isTrouble ? [shareWords(figures, t, locale)] : []),
    ...(place ? [placeWords(place, t, locale)] : []),
    ...(isTrouble ? [symptomsWords(figures, t, locale)] : []),
  ].filter((words) => words !== undefined);
}

function numbersWords({ problem, expected }: CrowdFigures, t: Translate, locale: string): string {
  if (problem === null) return t('crowd.few');
  if (expected === null) return plural(t, 'crowd.troubleOnly', problem, locale);
  return plural(t, 'crowd.trouble', problem, locale, numberWords(expected, locale));
}

/** Rounded outwards: what is most likely shall be within. */
function shareWords({ share }: CrowdFigures, t: Translate, locale: string): string | undefined {
  if (share === null) return undefined;
  const [low, high] = [Math.floor(share.low * 100), Math.ceil(share.high * 100)];
  return t('crowd.share', numberWords(low, locale), numberWords(high, locale));
}

/** A region holds those of its countries that have too few reports to be shown by themselves. */
function placeWords({ code, status, problem, expected }: CrowdPlace, t: Translate, locale: string): string {
  const name = placeName(code, locale);
  return t(
    'crowd.place',
    /^\d/.test(code) ? t('crowd.region', name) : name,
    t(`crowdPlace.${STATUSES[status]}`),
    countWords(problem, expected, t, locale),
  );
}

function symptomsWords({ symptoms }: CrowdFigures, t: Translate, locale: string): string | undefined {
  if (symptoms.length === 0) return undefined;
  const seen = symptoms
    .slice(0, MOST_SYMPTOMS)
    .map(({ symptom, n }) => t('crowd.symptom', symptomWords(symptom, t), numberWords(n, locale)));
  return t('crowd.seen', new Intl.ListFormat(locale).format(seen));
}

/** How many others had trouble in half an hour. */
export function crowdBarWords({ problem, expected, isGap }: CrowdBar, t: Translate, locale: string): string {
  if (problem === null) return t(isGap ? 'strip.gap' : 'strip.few');
  return countWords(problem, expected, t, locale);
}

const countWords = (problem: number, expected: number | null, t: Translate, locale: string): string =>
  expected === null
    ? numberWords(problem, locale)
    : t('crowd.usual', numberWords(problem, locale), numberWords(expected, locale));

const numberWords = (value: number, locale: string) => new Intl.NumberFormat(locale).format(value);
