import type { CrowdBar, CrowdFigures, CrowdPlace, CrowdStatus } from '../crowd/client/crowd-view.ts';
import { numberWords } from './number-words.ts';
import { placeName } from './place-words.ts';
import { plural } from './plural.ts';
import { symptomWords } from './symptom-words.ts';
import type { Translate } from './translate.ts';

/** More kinds of trouble than these say nothing more at a glance. */
const MOST_SYMPTOMS = 2;

/** The worse, the later. */
const RANKS: CrowdStatus[] = ['no-data', 'calm', 'elevated', 'outage'];

const STATUSES = { calm: 'calm', elevated: 'elevated', outage: 'outage', 'no-data': 'noData' } as const;

/** The reader's own place when more is wrong there than in the world: then it is what to read first. */
const worsePlace = ({ crowd, place }: CrowdFigures): CrowdPlace | undefined =>
  place && RANKS.indexOf(place.status) > RANKS.indexOf(crowd) ? place : undefined;

/** The status that is told first. */
export const crowdStatus = (figures: CrowdFigures): CrowdStatus =>
  worsePlace(figures)?.status ?? figures.crowd;

/** What others see, in a few words. */
export function crowdHeadline(figures: CrowdFigures, t: Translate, locale: string): string {
  const place = worsePlace(figures);
  return place
    ? t('strip.bar', nameOf(place, t, locale), statusWords(place.status, t))
    : t(`crowd.${STATUSES[figures.crowd]}`);
}

/** What it rests on, a sentence each: numbers against what is usual, the share, the reader's place, kinds of trouble. */
export function crowdDetails(figures: CrowdFigures, t: Translate, locale: string): string[] {
  const { crowd, place } = figures;
  const isWorse = worsePlace(figures) !== undefined;
  return [
    ...(isWorse ? placeDetails(figures, t, locale) : [worldWords(figures, t, locale)]),
    ...(isTrouble(crowd) ? [shareWords(figures, t, locale)] : []),
    ...(place && !isWorse ? [placeWords(nameOf(place, t, locale), place, t, locale)] : []),
    ...(isTrouble(crowd) ? [symptomsWords(figures, t, locale)] : []),
  ].filter((words) => words !== undefined);
}

/** Whether it matters since when. */
export const isTrouble = (crowd: CrowdStatus): boolean => crowd === 'elevated' || crowd === 'outage';

/** How many others had trouble in half an hour. */
export function crowdBarWords({ problem, expected, isGap }: CrowdBar, t: Translate, locale: string): string {
  if (problem === null) return t(isGap ? 'strip.gap' : 'strip.tooFew');
  return countWords(problem, expected, t, locale);
}

const statusWords = (status: CrowdStatus, t: Translate) => t(`crowdPlace.${STATUSES[status]}`);

const countWords = (problem: number, expected: number | null, t: Translate, locale: string): string =>
  expected === null
    ? numberWords(problem, locale)
    : t('crowd.usual', numberWords(problem, locale), numberWords(expected, locale));

/** A region holds those of its countries that have too few reports to be shown by themselves. */
function nameOf({ code }: CrowdPlace, t: Translate, locale: string): string {
  const name = placeName(code, t, locale);
  return /^\d/.test(code) ? t('crowd.region', name) : name;
}

function worldWords({ crowd, problem, expected }: CrowdFigures, t: Translate, locale: string): string {
  if (crowd === 'no-data') return t('crowd.noDataMeans');
  if (problem === null) return t('crowd.tooFew');
  if (expected === null) return plural(t, 'crowd.troubleOnly', problem, locale);
  return plural(t, 'crowd.trouble', problem, locale, numberWords(expected, locale));
}

/** The place first, then the world to compare it with. */
function placeDetails(figures: CrowdFigures, t: Translate, locale: string): string[] {
  const { crowd, place, problem, expected } = figures;
  if (!place) return [];
  const there = t('strip.others', countWords(place.problem, place.expected, t, locale));
  if (problem === null) return [there];
  return [there, placeWords(t('region.world'), { status: crowd, problem, expected }, t, locale)];
}

const placeWords = (
  name: string,
  { status, problem, expected }: Pick<CrowdPlace, 'status' | 'problem' | 'expected'>,
  t: Translate,
  locale: string,
): string => t('crowd.place', name, statusWords(status, t), countWords(problem, expected, t, locale));

/** Rounded outwards: what is most likely shall be within. */
function shareWords({ share }: CrowdFigures, t: Translate, locale: string): string | undefined {
  if (share === null) return undefined;
  const [low, high] = [Math.floor(share.low * 100), Math.ceil(share.high * 100)];
  return t('crowd.share', numberWords(low, locale), numberWords(high, locale));
}

function symptomsWords({ symptoms }: CrowdFigures, t: Translate, locale: string): string | undefined {
  if (symptoms.length === 0) return undefined;
  const seen = symptoms
    .slice(0, MOST_SYMPTOMS)
    .map(({ symptom, n }) => t('crowd.symptom', symptomWords(symptom, t), numberWords(n, locale)));
  return t('crowd.seen', new Intl.ListFormat(locale).format(seen));
}
