import type { ApiUser } from '../api-types.ts';

interface InitialState {
  session: { user_id?: string };
  entities: { users: { entities: Record<string, ApiUser['legacy'] & { id_str: string }> } };
}

const { session, entities } = (globalThis as unknown as { __INITIAL_STATE__: InitialState })
  .__INITIAL_STATE__;

export const isLoggedIn = session.user_id !== undefined;

/** The logged-in account, as the server wrote it into the page; nobody's when logged out. */
export const account = (entities.users.entities[session.user_id ?? ''] ?? {
  screen_name: '',
  name: '',
}) as ApiUser['legacy'];
