import type { ApiUser, UnavailableUser } from './api-types.ts';
import type { Account } from './scenario.ts';

/** Made up; none is anybody's. */
const BIRDS = [
  'Winter Wren, Marsh Tit, Snow Bunting, Reed Warbler, House Martin, Barn Owl, Grey Heron, Tree Pipit, Rock Dove',
  'Sand Plover, Wood Lark, Corn Crake, Sea Eagle, Mute Swan, Pied Avocet, Song Thrush, Mistle Thrush, Hooded Crow',
  'Common Tern, Arctic Tern, Little Egret, Black Kite, Red Grouse, Stock Dove, Green Finch, Gold Crest, Night Jar',
  'Moor Hen, Storm Petrel, Whin Chat, Yellow Hammer',
]
  .join(', ')
  .split(', ');

/** Handles that begin like this belong to accounts that never posted, so that their empty profile is right. */
const QUIET = 'quiet_';
/** There is no such account, or no more. */
const MISSING = 'missing_';
const SUSPENDED = 'suspended_';
/** Accounts in the states that X shows instead of posts, none of which is an outage. */
const STATES: Record<string, Partial<ApiUser['legacy']>> = {
  locked_: { protected: true },
  blocked_: { blocking: true },
  blocking_: { blocked_by: true },
  caution_: { profile_interstitial_type: 'fake_account' },
};

export const ACCOUNT_ID = '1500000000000000000';
export const PEOPLE_COUNT = BIRDS.length;

export function personAt(index: number): ApiUser {
  return personByHandle(handleOf(BIRDS[index % BIRDS.length] ?? 'Winter Wren'));
}

/** What X answers to the question for an account; undefined when there is none. */
export function answeredPerson(handle: string): ApiUser | UnavailableUser | undefined {
  if (handle.startsWith(MISSING)) return undefined;
  if (handle.startsWith(SUSPENDED)) return { __typename: 'UserUnavailable', reason: 'Suspended' };
  return personByHandle(handle);
}

export function personByHandle(handle: string): ApiUser {
  const index = BIRDS.findIndex((bird) => handleOf(bird) === handle.toLowerCase());
  const seed = hash(handle.toLowerCase());
  const person = user({
    id: String(1_600_000_000_000 + seed),
    handle,
    name: BIRDS[index] ?? titleCase(handle),
    postsCount: handle.startsWith(QUIET) ? 0 : 1_000 + (seed % 90_000),
    followsCount: 20 + (seed % 900),
  });
  const state = Object.keys(STATES).find((prefix) => handle.startsWith(prefix));
  return state ? { ...person, legacy: { ...person.legacy, ...STATES[state] } } : person;
}

export function accountAsUser(account: Account): ApiUser {
  return user({ id: ACCOUNT_ID, ...account });
}

/** Spread evenly, and the same in every run. */
export function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return (state ^ (state >>> 13)) >>> 0;
}

interface UserFacts {
  id: string;
  handle: string;
  name: string;
  postsCount: number;
  followsCount: number;
}

function user({ id, handle, name, postsCount, followsCount }: UserFacts): ApiUser {
  return {
    __typename: 'User',
    rest_id: id,
    legacy: {
      screen_name: handle,
      name,
      description: 'Watches the sky.',
      created_at: 'Fri Mar 11 08:00:00 +0000 2016',
      statuses_count: postsCount,
      friends_count: followsCount,
      followers_count: followsCount * 3,
    },
  };
}

function handleOf(bird: string): string {
  return `${bird.toLowerCase().replace(' ', '_')}_x`;
}

function titleCase(handle: string): string {
  return handle.replaceAll('_', ' ').replace(/\b\w/g, (letter) => letter.toUpperCase());
}
