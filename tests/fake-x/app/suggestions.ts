import type { ApiUser } from '../api-types.ts';

/** Whom the sidebar proposes. The last one never posted, so that an honestly empty profile is two clicks away. */
export const suggestions: ApiUser[] = [
  suggestion('1', 'barn_owl_x', 'Barn Owl'),
  suggestion('2', 'arctic_tern_x', 'Arctic Tern'),
  suggestion('3', 'quiet_heron', 'Quiet Heron'),
];

function suggestion(id: string, handle: string, name: string): ApiUser {
  const counts = { statuses_count: 0, friends_count: 0, followers_count: 0 };
  return {
    __typename: 'User',
    rest_id: id,
    legacy: { screen_name: handle, name, description: '', created_at: '', ...counts },
  };
}
