import { browser } from '../browser.ts';
import { SHARED_DATA } from '../crowd/shared-data.ts';
import { CROWD_MATCH_PATTERNS } from './crowd-hosts.ts';

const HOSTS = { origins: CROWD_MATCH_PATTERNS };

/** Whether the browser lets us reach collector and issuer: without that, header rules do not apply to requests there. */
export const hasCrowdAccess = (): Promise<boolean> => browser.permissions.contains(HOSTS);

/** Asks for it, to see what the crowd sees. Only from a click, or the browser refuses. */
export const requestCrowdAccess = (): Promise<boolean> => browser.permissions.request(HOSTS);

/** Asks for all that sharing needs, in one question. Only from a click, or the browser refuses. */
export const requestSharing = (): Promise<boolean> =>
  browser.permissions.request(asksForData() ? { ...HOSTS, data_collection: [...SHARED_DATA] } : HOSTS);

/** Whether Firefox has the reader's consent to share this kind of data. Other browsers leave that to us. */
export async function hasDataConsent(): Promise<boolean> {
  if (!asksForData()) return true;
  const { data_collection: consented = [] } = await browser.permissions.getAll();
  return SHARED_DATA.every((kind) => consented.includes(kind));
}

/** Gives back what sharing alone needed. */
export async function returnDataConsent(): Promise<void> {
  if (asksForData()) await giveBack({ data_collection: [...SHARED_DATA] });
}

/** Gives back all that was asked for the crowd's sake. */
export async function returnCrowdAccess(): Promise<void> {
  await returnDataConsent();
  await giveBack(HOSTS);
}

/** A browser whose owner's policy keeps a permission granted refuses; what we may use it for, the settings decide. */
const giveBack = (permissions: Parameters<typeof browser.permissions.remove>[0]) =>
  browser.permissions.remove(permissions).catch(() => false);

const asksForData = () => import.meta.env.FIREFOX;
