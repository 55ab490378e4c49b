import { constants, createHash, sign, verify } from 'node:crypto';
import type { Kept, SlotToken } from '../../lib/crowd/client/kept.ts';
import type { Answer, Outcome, Question, Transport } from '../../lib/crowd/client/transport.ts';
import { dayAt, dayOfSlot, firstSlotOf } from '../../lib/crowd/day.ts';
import type { CrowdStatus } from '../../lib/crowd/published-status.ts';
import { decodeReport, type Report, slotWindow } from '../../lib/crowd/report.ts';
import { slotAt } from '../../lib/crowd/slot.ts';
import { NEW, SEASONED, type Tier } from '../../lib/crowd/tier.ts';
import { DEVELOPMENT_KEY } from '../../lib/crowd/tokens/development-key.ts';
import { digestOf, encodeDirectory } from '../../lib/crowd/tokens/directory.ts';
import { importDirectoryKey } from '../../lib/crowd/tokens/directory-key.ts';
import { decodeRequest, encodeAnswer, type IssuanceRequest } from '../../lib/crowd/tokens/issuance.ts';
import { renewalMessage, slotMessage } from '../../lib/crowd/tokens/messages.ts';
import { isFreshInSchedule, isRenewalInSchedule } from '../../lib/crowd/tokens/schedule.ts';
import { type SigningKey, signBlindly } from '../../server/src/issuer/signing-key.ts';
import { statusBody } from './published.ts';
import { makeTestKeys, signedDirectory, type TestKeys } from './tokens.ts';

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
const HOUR_MS = 3_600_000;

/** A report as the collector counted it. */
export interface Counted extends Report {
  minute: number;
}

/** Issuer and collector of one process, true to their protocol: same answers, same memory, real keys. */
export class CrowdServices {
  /** By their own clock. */
  nowMs: number;
  crowd: CrowdStatus = 'calm';
  rates = { ok: 1, problem: 1 };
  /** What was asked, in order, whether or not it was answered. */
  readonly asked: Question[] = [];
  readonly counted: Counted[] = [];
  /** Set to answer in their place; undefined leaves the answer to them. */
  instead: ((question: Question) => Outcome | undefined | Promise<Outcome | undefined>) | undefined;
  /** Whether the collector vouches for the issuer's keys. */
  isVouching = true;
  readonly #keys: Map<string, TestKeys>;
  readonly #payloads = new Map<string, string>();
  readonly #spent = new Map<string, { body: string; answer: Uint8Array<ArrayBuffer>; atMs: number }>();

  constructor(nowMs: number, keys: Map<string, TestKeys>) {
    this.nowMs = nowMs;
    this.#keys = keys;
  }

  readonly ask: Transport = async (question) => {
    this.asked.push(question);
    const instead = await this.instead?.(question);
    if (instead) return instead;
    const answer = await this.#answer(question);
    return { ...answer, serverMs: Math.floor(this.nowMs / 1000) * 1000 };
  };

  async #answer({ path, body }: Question): Promise<Answer> {
    if (path === '/v1/status') return this.#status();
    if (path === '/v1/reports') return this.#count(body ?? new Uint8Array());
    if (path === '/v1/tokens') return this.#issue(body ?? new Uint8Array());
    const keys = this.#keys.get(path.replace('/v1/keys/', ''));
    return keys ? answer(200, keys.bytes) : answer(404);
  }

  async #status(): Promise<Answer> {
    const digests = [...this.#keys].map(async ([name, { bytes }]) => [name, await digestOf(bytes)]);
    const at = new Date(this.nowMs).toISOString();
    const body = statusBody({
      status: this.crowd,
      since: at,
      updatedAt: at,
      sampling: { slot: slotAt(this.nowMs), ...this.rates },
      keys: this.isVouching ? Object.fromEntries(await Promise.all(digests)) : {},
    });
    return answer(200, new TextEncoder().encode(JSON.stringify(body)));
  }

  #count(bytes: Uint8Array): Answer {
    const report = decodeReport(bytes);
    if (typeof report === 'string') return answer(400);
    const window = slotWindow(report.slot, this.nowMs);
    if (window !== 'open') return answer(window === 'late' ? 410 : 422);
    if (!this.#isSigned(report)) return answer(403);
    const nullifier = Buffer.from(report.nonce).toString('hex');
    const payload = `${report.cell} ${report.symptom} ${report.isPanel}`;
    const known = this.#payloads.get(nullifier);
    if (known !== undefined) return answer(known === payload ? 200 : 409);
    this.#payloads.set(nullifier, payload);
    const firstMinute = report.slot * 15;
    const onset = Math.floor(this.nowMs / 60_000) - report.ageMinutes;
    this.counted.push({ ...report, minute: Math.min(Math.max(onset, firstMinute), firstMinute + 14) });
    return answer(200);
  }

  #isSigned({ slot, nonce, signature }: Report): boolean {
    return [NEW, SEASONED].some((tier) => {
      const key = this.#slotKey(slot, tier);
      return key && isSignedBy(key, slotMessage(slot, nonce), signature);
    });
  }

  #slotKey(slot: number, tier: Tier): SigningKey | undefined {
    const day = dayOfSlot(slot);
    return this.#keys.get(`${day}/${tier}`)?.slots[slot - firstSlotOf(day)];
  }

  #issue(body: Uint8Array): Answer {
    const request = decodeRequest(body);
    if (typeof request === 'string') return answer(400);
    const { spent } = request;
    const name = spent && Buffer.from(spent.nonce).toString('hex');
    const digest = createHash('sha256').update(body).digest('hex');
    const before = name === undefined ? undefined : this.#spent.get(name);
    if (before) {
      const isRepeated = before.body === digest && this.nowMs - before.atMs < HOUR_MS;
      return isRepeated ? answer(200, before.answer) : answer(409);
    }
    const slots = request.slots.map(({ slot }) => slot);
    const isInSchedule = spent
      ? isRenewalInSchedule(spent.day, request.day, slots, this.nowMs)
      : isFreshInSchedule(request.day, slots, this.nowMs);
    if (!isInSchedule) return answer(422);
    const bytes = this.#sign(request, spent ? SEASONED : NEW);
    if (!bytes) return answer(503);
    if (spent) {
      const key = this.#keys.get(`${spent.day}/${spent.tier}`)?.renewal;
      if (!key || !isSignedBy(key, renewalMessage(spent.day, spent.nonce), spent.signature))
        return answer(403);
      this.#spent.set(name ?? '', { body: digest, answer: bytes, atMs: this.nowMs });
    }
    return answer(200, bytes);
  }

  #sign({ day, slots, renewal }: IssuanceRequest, tier: Tier): Uint8Array<ArrayBuffer> | undefined {
    const key = this.#keys.get(`${day}/${tier}`)?.renewal;
    const signed = slots.map(({ slot, blinded }) => {
      const slotKey = this.#slotKey(slot, tier);
      return slotKey && signBlindly(slotKey, blinded);
    });
    if (!key || signed.includes(undefined)) return undefined;
    return encodeAnswer({
      serverSeconds: Math.floor(this.nowMs / 1000),
      slots: signed.filter((one) => one !== undefined),
      renewal: signBlindly(key, renewal),
    });
  }

  /** A token as an issuance would bring it. */
  token(slot: number, tier: Tier = SEASONED): SlotToken {
    const key = this.#slotKey(slot, tier);
    if (!key) throw new Error(`no key of slot ${slot}`);
    const nonce = crypto.getRandomValues(new Uint8Array(32));
    const signature = sign('sha384', slotMessage(slot, nonce), { key: key.privateKey, ...PSS });
    return { slot, tier, nonce, signature: Uint8Array.from(signature) };
  }

  /** A renewal token as an issuance would bring it. */
  renewal(day: number, tier: Tier = SEASONED): NonNullable<Kept['renewal']> {
    const key = this.#keys.get(`${day}/${tier}`)?.renewal;
    if (!key) throw new Error(`no keys of day ${day}`);
    const nonce = crypto.getRandomValues(new Uint8Array(32));
    const signature = sign('sha384', renewalMessage(day, nonce), { key: key.privateKey, ...PSS });
    return { day, tier, nonce, signature: Uint8Array.from(signature) };
  }
}

const isSignedBy = ({ publicKey }: SigningKey, message: Uint8Array, signature: Uint8Array): boolean =>
  verify('sha384', message, { key: publicKey, ...PSS }, signature);

const answer = (status: number, bytes: Uint8Array = new Uint8Array()): Answer => ({
  outcome: 'answer',
  status,
  bytes: Uint8Array.from(bytes),
});

/** Directories of some days from a moment on. Making keys takes long, so the days share theirs. */
export async function makeServiceKeys(nowMs: number, days = 4): Promise<Map<string, TestKeys>> {
  const keys = new Map<string, TestKeys>();
  for (const tier of [NEW, SEASONED]) {
    const made = await makeTestKeys(dayAt(nowMs), tier);
    for (let day = dayAt(nowMs); day < dayAt(nowMs) + days; day += 1) {
      const directory = { ...made.directory, day };
      keys.set(`${day}/${tier}`, { ...made, directory, bytes: signedDirectory(encodeDirectory(directory)) });
    }
  }
  return keys;
}

/** The keys a client pins. */
export const directoryKeys = async () => [await importDirectoryKey(DEVELOPMENT_KEY)];
