import type { Part, Symptom } from '../detect/finding.ts';
import { isPartial, type Judgement, type Sight, type Witness } from '../detect/judge.ts';
import type { MessageKey, Translate } from './translate.ts';

const REASONS = {
  offline: 'offline',
  'rate-limited': 'rateLimited',
  blocked: 'blocked',
  idle: 'idle',
  'logged-out': 'loggedOut',
  'not-understood': 'notUnderstood',
  'no-comparison': 'noComparison',
  'no-access': 'noAccess',
  paused: 'paused',
} as const;

const isPostingOnly = (sights: Sight[]) => sights.every(({ part }) => part === 'posting');

/** Judgements that need words of their own. */
function kindOf({ verdict, reason, sights }: Judgement) {
  if (reason !== undefined) return REASONS[reason];
  if (verdict === 'suspected') return isPartial(sights) ? 'suspectedPartial' : 'suspected';
  if (verdict !== 'outage') return verdict === 'working' ? 'working' : 'idle';
  if (isPostingOnly(sights)) return 'posting';
  if (isPartial(sights)) return 'partial';
  return sights.every(({ part }) => part === 'site') ? 'site' : 'outage';
}

/** The verdict in a few words. */
export function headlineOf(judgement: Judgement, t: Translate): string {
  const kind = kindOf(judgement);
  return t(`headline.${kind === 'site' ? 'outage' : kind}`);
}

/** What the verdict means for the reader, and what to do. */
export const meaningOf = (judgement: Judgement, t: Translate): string => t(`meaning.${kindOf(judgement)}`);

const SIGHTS: Record<Symptom, MessageKey> = {
  'blank-page': 'sight.blankPage',
  'empty-feed': 'sight.emptyFeed',
  'empty-list': 'sight.emptyList',
  'empty-profile': 'sight.emptyProfile',
  'timeline-error': 'sight.timelineError',
  'stuck-loading': 'sight.stuckLoading',
  'script-failure': 'sight.scriptFailure',
  'posting-failed': 'sight.postingFailed',
  'server-error': 'sight.serverError',
  unreachable: 'sight.unreachable',
  'rate-limited': 'sight.rateLimited',
};

const PARTS: Record<Part, MessageKey> = {
  'home-for-you': 'part.homeForYou',
  'home-following': 'part.homeFollowing',
  'home-list': 'part.homeList',
  list: 'part.list',
  profile: 'part.profile',
  search: 'part.search',
  notifications: 'part.notifications',
  bookmarks: 'part.bookmarks',
  post: 'part.post',
  explore: 'part.explore',
  messages: 'part.messages',
  other: 'part.page',
  posting: 'part.posting',
  site: 'part.site',
};

/** What was seen, one sentence each. */
const sightWords = (sight: Sight, t: Translate): string => t(SIGHTS[sight.symptom], t(PARTS[sight.part]));

/** Why it counts as more than a single sighting; nothing for the sighting itself. */
const WITNESSES: Record<Exclude<Witness, 'sighting'>, MessageKey> = {
  persistence: 'witness.persistence',
  'second-surface': 'witness.secondSurface',
  'second-tab': 'witness.secondTab',
  reload: 'witness.reload',
  'failed-requests': 'witness.failedRequests',
  'document-error': 'witness.documentError',
  crowd: 'witness.crowd',
};

/** All evidence in plain words: what was seen, what makes it certain, what still works. */
export function evidenceWords(judgement: Judgement, t: Translate, locale: string): string[] {
  const sights = judgement.sights.map((sight) => sightWords(sight, t));
  const isPosting = isPostingOnly(judgement.sights);
  const witnesses = judgement.witnesses.flatMap((witness) => {
    if (witness === 'sighting') return [];
    // What lasts is for a page to stay as it is, for writing to fail again.
    return [t(witness === 'persistence' && isPosting ? 'witness.postingAgain' : WITNESSES[witness])];
  });
  if (judgement.workingParts.length === 0) return [...sights, ...witnesses];
  const working = judgement.workingParts.map((part) => t(PARTS[part]));
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return [...sights, ...witnesses, t('stillWorks', list.format(working))];
}
