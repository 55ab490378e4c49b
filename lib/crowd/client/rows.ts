import * as v from 'valibot';
import { CELLS } from '../cells.ts';
import { CROWD_STATUSES } from '../published-status.ts';
import { NONCE_BYTES, REPORTED_SYMPTOMS, SIGNATURE_BYTES } from '../report.ts';
import { NEW, SEASONED } from '../tier.ts';
import type { RenewalToken } from '../tokens/issuance.ts';
import { MODULUS_BYTES } from '../tokens/token-key.ts';
import type { KeptReport, Sharing, SlotToken, TokenRequest } from './kept.ts';
import { SHARING_TROUBLES } from './sharing-trouble.ts';

/** What a stored row of each kind must look like. Rows may be torn by a full disk: what does not parse is not used. */

const ms = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const drawn = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const tier = v.picklist([NEW, SEASONED]);
const cell = v.pipe(whole, v.maxValue(CELLS.length - 1));
const symptom = v.picklist(REPORTED_SYMPTOMS);
const retry = v.object({ atMs: ms, failures: whole });
const anyBytes = v.custom<Uint8Array<ArrayBuffer>>((input) => input instanceof Uint8Array);
const bytes = (length: number) =>
  v.pipe(
    anyBytes,
    v.check((input) => input.length === length),
  );
const token = { nonce: bytes(NONCE_BYTES), signature: bytes(SIGNATURE_BYTES) };
const blinded = { nonce: bytes(NONCE_BYTES), unblinder: bytes(MODULUS_BYTES), tier };

export const sharingRow = v.object({
  clockAheadMs: ms,
  slots: v.array(
    v.object({
      slot: whole,
      draws: v.object({ panel: drawn, asked: drawn, delay: drawn }),
      rates: v.exactOptional(v.object({ ok: drawn, problem: drawn })),
      workedAtMs: v.exactOptional(ms),
      trouble: v.exactOptional(
        v.object({ symptom, sinceMs: ms, isOutage: v.boolean(), dueMs: v.exactOptional(ms) }),
      ),
    }),
  ),
  troubledSlot: v.exactOptional(whole),
  published: v.exactOptional(
    v.object({ atMs: ms, crowd: v.picklist(CROWD_STATUSES), keys: v.record(v.string(), v.string()) }),
  ),
  namedCells: v.array(cell),
  digests: v.record(v.string(), v.string()),
  refill: v.exactOptional(v.object({ day: whole, atMs: ms, isPutOff: v.boolean() })),
  statusRetry: v.exactOptional(retry),
  issuerRetry: v.exactOptional(retry),
  collectorTrouble: v.exactOptional(v.picklist(SHARING_TROUBLES)),
  issuerTrouble: v.exactOptional(v.picklist(SHARING_TROUBLES)),
}) satisfies v.GenericSchema<unknown, Sharing>;

export const tokenRow = v.object({ slot: whole, tier, ...token }) satisfies v.GenericSchema<
  unknown,
  SlotToken
>;

export const reportRow = v.object({
  slot: whole,
  madeAtMs: ms,
  symptom,
  cell,
  isPanel: v.boolean(),
  state: v.picklist(['waiting', 'delivered', 'dropped']),
  unsent: v.exactOptional(v.object({ ...token, onsetMs: ms, retry })),
}) satisfies v.GenericSchema<unknown, KeptReport>;

export const renewalRow = v.object({ day: whole, tier, ...token }) satisfies v.GenericSchema<
  unknown,
  RenewalToken
>;

export const requestRow = v.object({
  day: whole,
  body: anyBytes,
  slots: v.array(v.object({ slot: whole, ...blinded })),
  renewal: v.object(blinded),
  directories: v.array(v.object({ day: whole, tier, bytes: anyBytes })),
}) satisfies v.GenericSchema<unknown, TokenRequest>;
