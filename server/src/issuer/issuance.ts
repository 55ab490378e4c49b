import { createHash } from 'node:crypto';
import { concat, u32 } from '../../../lib/crowd/tokens/bytes.ts';
import {
  decodeRequest,
  type IssuanceFault,
  type IssuanceRequest,
  type RenewalToken,
  tierOf,
} from '../../../lib/crowd/tokens/issuance.ts';
import { renewalMessage } from '../../../lib/crowd/tokens/messages.ts';
import { isFreshInSchedule, isRenewalInSchedule } from '../../../lib/crowd/tokens/schedule.ts';
import { isTokenSigned } from '../keys/token-signature.ts';
import type { FreshSetQuota } from './fresh-set-quota.ts';
import type { IssuerStore } from './issuer-store.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { isSignable, type SigningKey, signBlindly } from './signing-key.ts';
import { Turns } from './turns.ts';

/** Sets that wait to be signed: ten seconds' work, after which a sender gives up. */
const MAX_WAITING = 50;

/** Why no tokens are given. */
export type IssuanceRefusal =
  | { kind: 'malformed'; fault: IssuanceFault | 'blinded' }
  | { kind: 'not-in-schedule' }
  | { kind: 'not-signed' }
  | { kind: 'spent' }
  | { kind: 'too-many'; retryAfterSeconds: number }
  | { kind: 'unavailable' };

/** What somebody gets, and whether it was new, for a renewal, or had been given before. */
export interface Issued {
  kind: 'fresh' | 'renewed' | 'repeated';
  /** The answer's bytes. */
  bytes: Uint8Array;
}

export interface IssuanceParts {
  keeper: KeyKeeper;
  store: IssuerStore;
  quota: FreshSetQuota;
  now: () => number;
}

/** A message with the key that shall sign it. */
interface ToSign {
  blinded: Uint8Array;
  key: SigningKey;
}

/** Gives tokens to whoever may have them. What it signs it cannot see. */
export class Issuance {
  readonly #parts: IssuanceParts;
  readonly #turns = new Turns(MAX_WAITING);

  constructor(parts: IssuanceParts) {
    this.#parts = parts;
  }

  /** Sets that wait to be signed. */
  get waiting(): number {
    return this.#turns.waiting;
  }

  /**
   * Cheap checks first; nothing is signed, counted or spent before all of them are passed.
   * @param address of the sender, for the quota alone
   */
  async issue(body: Uint8Array, address: string): Promise<Issued | IssuanceRefusal> {
    const { quota, now } = this.#parts;
    const request = decodeRequest(body);
    if (typeof request === 'string') return { kind: 'malformed', fault: request };
    const digest = createHash('sha256').update(body).digest();
    const before = request.spent && this.#given(request.spent, digest);
    if (before) return before;
    if (!isInSchedule(request, now())) return { kind: 'not-in-schedule' };
    const toSign = this.#toSign(request);
    if (!toSign || this.#turns.isFull) return { kind: 'unavailable' };
    if (!toSign.every(({ blinded, key }) => isSignable(key, blinded)))
      return { kind: 'malformed', fault: 'blinded' };
    if (request.spent) {
      if (!(await this.#isSigned(request.spent))) return { kind: 'not-signed' };
    } else {
      const retryAfterSeconds = quota.take(address, digest.toString('base64'), now());
      if (retryAfterSeconds !== undefined) return { kind: 'too-many', retryAfterSeconds };
    }
    const signatures = await this.#turns.take(() => signAll(toSign));
    return request.spent
      ? this.#spend(request.spent, digest, signatures)
      : { kind: 'fresh', bytes: this.#answer(signatures) };
  }

  /** What a token has brought already: the same again for the same request, nothing for another. */
  #given(token: RenewalToken, digest: Buffer): Issued | IssuanceRefusal | undefined {
    const spending = this.#parts.store.spending(token);
    if (!spending) return undefined;
    if (!spending.answer || !digest.equals(spending.request)) return { kind: 'spent' };
    return { kind: 'repeated', bytes: this.#answer(spending.answer) };
  }

  /** Of several requests with one token that were signed at the same time, the first to be on disk is answered. */
  #spend(token: RenewalToken, digest: Buffer, signatures: Uint8Array): Issued | IssuanceRefusal {
    const { store, now } = this.#parts;
    if (!store.spend(token, { request: digest, answer: signatures }, now()))
      return this.#given(token, digest) ?? { kind: 'spent' };
    return { kind: 'renewed', bytes: this.#answer(signatures) };
  }

  /** Undefined while keys are missing. */
  #toSign(request: IssuanceRequest): ToSign[] | undefined {
    const { keeper } = this.#parts;
    const { day, slots, renewal } = request;
    const tier = tierOf(request);
    const wanted = [
      ...slots.map(({ slot, blinded }) => ({ blinded, key: keeper.slotKey(slot, tier) })),
      { blinded: renewal, key: keeper.renewalKey({ day, tier }) },
    ];
    const known = wanted.filter((one): one is ToSign => one.key !== undefined);
    return known.length === wanted.length ? known : undefined;
  }

  async #isSigned({ day, tier, nonce, signature }: RenewalToken): Promise<boolean> {
    const key = this.#parts.keeper.renewalPublicKey({ day, tier });
    return key !== undefined && isTokenSigned(key, renewalMessage(day, nonce), signature);
  }

  /** The time is that of this answer, even when its signatures were given before: devices set their clocks by it. */
  #answer(signatures: Uint8Array): Uint8Array {
    return concat(u32(Math.floor(this.#parts.now() / 1000)), signatures);
  }
}

function isInSchedule({ day, spent, slots }: IssuanceRequest, nowMs: number): boolean {
  const numbers = slots.map(({ slot }) => slot);
  return spent ? isRenewalInSchedule(spent.day, day, numbers, nowMs) : isFreshInSchedule(day, numbers, nowMs);
}

/** With a turn of the event loop after each signature, so that others do not wait for all of them. */
async function signAll(toSign: readonly ToSign[]): Promise<Uint8Array> {
  const signatures: Uint8Array[] = [];
  for (const { key, blinded } of toSign) {
    signatures.push(signBlindly(key, blinded));
    await new Promise(setImmediate);
  }
  return concat(...signatures);
}
