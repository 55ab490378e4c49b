import type { ApiUser } from '../api-types.ts';
import type { EmptyText } from './empty-state.ts';
import { phrase } from './phrases.ts';

/**
 * What X shows in place of a profile's posts because of the account, never because of a failure. The texts are X's;
 * that they stand in its generic empty state is inferred.
 */
export function userState({ legacy }: ApiUser, onViewAnyway: () => void): EmptyText | undefined {
  const { screen_name: screenName } = legacy;
  if (legacy.profile_interstitial_type) {
    const button = { label: phrase('viewProfile'), href: `/${screenName}`, onPress: onViewAnyway };
    return { header: phrase('cautionRestricted'), button };
  }
  if (legacy.protected) return { header: phrase('postsProtected'), body: phrase('postsProtectedBody') };
  if (legacy.blocking) return { header: phrase('blockedByViewer', { screenName }) };
  // X's own words for this one are not known
  return legacy.blocked_by ? { header: phrase('viewerIsBlocked') } : undefined;
}
