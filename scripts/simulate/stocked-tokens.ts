import { constants, type KeyObject, randomBytes, sign } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SlotToken } from '../../lib/crowd/client/kept.ts';
import { dayOfSlot, firstSlotOf } from '../../lib/crowd/day.ts';
import { NONCE_BYTES } from '../../lib/crowd/report.ts';
import { SEASONED } from '../../lib/crowd/tier.ts';
import { slotMessage } from '../../lib/crowd/tokens/messages.ts';
import { IssuerStore } from '../../server/src/issuer/issuer-store.ts';
import { privateKeyIn } from '../../server/src/issuer/signing-key.ts';

const SALT_BYTES = 48;
const LOOK_EVERY_MS = 50;

/**
 * Tokens that devices have in stock from the days before. Blinding takes a device 2.4 ms a token: for ten thousand
 * devices hours, so these are signed with the issuer's keys outright, which comes to the same bytes. Newcomers get theirs
 * over the network as in earnest.
 */
export class StockedTokens {
  readonly #keys: ReadonlyMap<number, KeyObject>;

  private constructor(keys: ReadonlyMap<number, KeyObject>) {
    this.#keys = keys;
  }

  /** Takes the keys of these slots as soon as the issuer has made them; it destroys them when their day begins. */
  static async of(issuerDir: string, slots: readonly number[]): Promise<StockedTokens> {
    const store = new IssuerStore(join(issuerDir, 'issuer.sqlite'), 'development');
    const keyBytes = (slot: number) => {
      const day = dayOfSlot(slot);
      return store.privateKey({ day, tier: SEASONED }, slot - firstSlotOf(day));
    };
    try {
      while (!slots.every(keyBytes)) await sleep(LOOK_EVERY_MS);
      return new StockedTokens(
        new Map(slots.map((slot) => [slot, privateKeyIn(keyBytes(slot) ?? new Uint8Array())])),
      );
    } finally {
      store.close();
    }
  }

  /** A token for after the end, that nobody uses: without any a device would ask for a fresh set. */
  get reserve(): SlotToken | undefined {
    return this.take(Math.max(...this.#keys.keys()));
  }

  /** A token of a slot; undefined for one outside the time that is played. */
  take(slot: number): SlotToken | undefined {
    const key = this.#keys.get(slot);
    if (!key) return undefined;
    const nonce = new Uint8Array(randomBytes(NONCE_BYTES));
    const scheme = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES };
    return {
      slot,
      tier: SEASONED,
      nonce,
      signature: new Uint8Array(sign('sha384', slotMessage(slot, nonce), scheme)),
    };
  }
}
