import * as v from 'valibot';
import type { Observation } from '../observe/observation.ts';
import { OPERATIONS } from '../x/endpoints.ts';
import { LANDMARKS } from '../x/selectors.ts';
import { OWN_CAUSES, PAGE_STATES, SURFACES } from '../x/surfaces.ts';

/** The one message of the content script to the background. */
export interface ObservationMessage {
  type: 'observation';
  observation: Observation;
}

/** More than any page can hold; keeps a forged message from growing the record. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));
const durationMs = v.pipe(v.number(), v.minValue(0), v.maxValue(30 * 86_400_000));

const observationMessage = v.strictObject({
  type: v.literal('observation'),
  observation: v.strictObject({
    surface: v.picklist(SURFACES),
    state: v.picklist(PAGE_STATES),
    place: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
    documentStartedAtMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
    stretch: durationMs,
    ageMs: durationMs,
    visibleMs: durationMs,
    posts: v.strictObject({ organic: count, promoted: count, own: count }),
    hasPostsByNumbers: v.exactOptional(v.boolean()),
    requests: v.pipe(
      v.array(
        v.strictObject({
          operation: v.picklist(OPERATIONS),
          status: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(599)),
          count,
        }),
      ),
      v.maxLength(100),
    ),
    postFailures: count,
    ownCause: v.exactOptional(v.picklist(OWN_CAUSES)),
    missing: v.exactOptional(v.array(v.picklist(LANDMARKS))),
    isOnline: v.boolean(),
  }),
}) satisfies v.GenericSchema<unknown, ObservationMessage>;

/** Who sent a message, as the browser itself tells it. */
export interface Sender {
  id?: string | undefined;
  frameId?: number | undefined;
  url?: string | undefined;
  tab?: { id?: number | undefined; incognito: boolean } | undefined;
}

/** The observation in a message, if it is one and comes from the top frame of a page of X in an ordinary tab. */
export function parseObservation(
  message: unknown,
  sender: Sender,
  own: { extensionId: string; hosts: readonly string[] },
): { observation: Observation; tabId: number } | undefined {
  const { tab, frameId, id, url } = sender;
  if (id !== own.extensionId || frameId !== 0 || tab?.id === undefined || tab.incognito) return undefined;
  if (!URL.canParse(url ?? '') || !own.hosts.includes(new URL(url ?? '').host)) return undefined;
  const parsed = v.safeParse(observationMessage, message);
  return parsed.success ? { observation: parsed.output.observation, tabId: tab.id } : undefined;
}
