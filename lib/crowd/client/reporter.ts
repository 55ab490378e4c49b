import type { Judgement } from '../../detect/judge.ts';
import { digestOf, directoryName, MAX_DIRECTORY_BYTES, openDirectory } from '../tokens/directory.ts';
import { MAX_REQUEST_BYTES } from '../tokens/issuance.ts';
import { type Kept, NOTHING_KEPT, newSharing, type TokenRequest } from './kept.ts';
import { nextStep, type Step } from './next-step.ts';
import {
  isDirectoryAnswer,
  onDirectories,
  onIssuerFailure,
  onLie,
  onRequestOutcome,
  withRequest,
} from './on-tokens.ts';
import { prune } from './prune.ts';
import { onPublished, onStatusOutcome, STATUS_QUESTION } from './published.ts';
import { type PublishedCrowd, receiveStatus } from './published-crowd.ts';
import {
  bytesOf,
  onReportOutcome,
  queueDue,
  settleAll,
  type WaitingReport,
  waitingReports,
} from './queue.ts';
import { planRefill, putOff, type WantedSet } from './refill.ts';
import { noteSeen, planTrouble } from './sampling.ts';
import { seenOf } from './seen.ts';
import type { CrowdStore } from './store.ts';
import { type Directory, directoriesOf, makeRequest, openAnswer } from './token-set.ts';
import type { Question, Transport } from './transport.ts';

/** All that the client needs of the world. */
export interface ReporterOptions {
  /** Asks one question, if the reader lets it: consent is the door's affair, before every single one. */
  ask: Transport;
  store: CrowdStore;
  now: () => number;
  /** From 0 to 1. */
  random: () => number;
  /** The cell this device is in. */
  cell: () => number;
  /** One of these must have signed a key directory. */
  directoryKeys: () => Promise<readonly CryptoKey[]>;
  /** Told what the collector published whenever it was asked here, for others to show. */
  onPublished?: (published: PublishedCrowd) => void;
}

/** No answer to a report says anything that has to be read; what is longer is no answer of ours. */
const MOST_REPORT_ANSWER_BYTES = 4_096;

/** Honest events make a handful of steps; a fault of ours must not turn into a flood. */
const MOST_STEPS = 40;
const AFTER_A_FAULT_MS = 60_000;

/**
 * The anonymous reporter. It holds nothing: each event and each answer is one transaction on the store, and what comes
 * next is decided from there. It may be ended between any two of them.
 *
 * Each method resolves when there is nothing more to do now, with the time at which there will be. It rejects when the
 * store cannot write: then nothing is sent, for nothing would say that it was.
 */
export class Reporter {
  readonly #options: ReporterOptions;
  #running: Promise<number | undefined> | undefined;

  constructor(options: ReporterOptions) {
    this.#options = options;
  }

  /** After each judgement. What others have been told by the collector meanwhile comes with it. */
  onVerdict(judgement: Judgement, published?: PublishedCrowd): Promise<number | undefined> {
    const seen = seenOf(judgement);
    return this.#on((kept, nowMs) => {
      const { sharing } = kept;
      const noted = sharing && seen ? noteSeen(sharing, seen, nowMs, this.#options.random) : sharing;
      const next = { ...kept, sharing: noted };
      return published ? onPublished(next, published, nowMs) : next;
    });
  }

  /** When the time comes that was asked for, and at every start. */
  onTime(): Promise<number | undefined> {
    return this.#on((kept) => kept);
  }

  turnOn(): Promise<number | undefined> {
    return this.#on((kept) => (kept.sharing ? kept : { ...kept, sharing: newSharing() }));
  }

  /** Deletes tokens and queue. What was sent stays on the list. */
  turnOff(): Promise<number | undefined> {
    return this.#on((kept) => ({
      ...NOTHING_KEPT,
      reports: settleAll(kept, waitingReports(kept), 'dropped').reports,
    }));
  }

  async #on(change: (kept: Kept, nowMs: number) => Kept): Promise<number | undefined> {
    await this.#update(change);
    this.#running ??= this.#run();
    return this.#running;
  }

  /** One transaction. Whatever happened, what follows from it and from the time is in it as well. */
  #update(change: (kept: Kept, nowMs: number) => Kept): Promise<Kept> {
    const { store, now, random, cell } = this.#options;
    return store.update((kept) => {
      const nowMs = now();
      const changed = prune(change(kept, nowMs), nowMs);
      return queueDue(planRefill(planTrouble(changed, nowMs, random), nowMs, random), cell(), nowMs);
    });
  }

  /** One step after the other, until there is none for now. Events meanwhile are taken up by the same run. */
  async #run(): Promise<number | undefined> {
    try {
      for (let steps = 0; steps < MOST_STEPS; steps += 1) {
        const kept = await this.#update((known) => known);
        const step = nextStep(kept, this.#options.now());
        if (step.do === 'wait') return step.untilMs;
        await this.#take(step, kept);
      }
      return this.#options.now() + AFTER_A_FAULT_MS;
    } finally {
      this.#running = undefined;
    }
  }

  async #take(step: Exclude<Step, { do: 'wait' }>, kept: Kept): Promise<void> {
    switch (step.do) {
      case 'send':
        return this.#send(step.report, kept);
      case 'get-status':
        return this.#getStatus();
      case 'put-off':
        await this.#update((known, nowMs) => putOff(known, nowMs, this.#options.random));
        return;
      case 'compare-keys':
        await this.#getDirectories(step.directories);
        return;
      case 'make-request':
        return this.#makeRequest(step.wanted);
      case 'post-request':
        return this.#postRequest(step.request);
    }
  }

  async #send(report: WaitingReport, { sharing }: Kept): Promise<void> {
    const { ask, now, random } = this.#options;
    if (!sharing) return;
    const body = bytesOf(sharing, report, now());
    const outcome = await ask({ ...REPORT_QUESTION, body });
    await this.#update((kept, nowMs) => onReportOutcome(kept, report.slot, outcome, nowMs, random));
  }

  async #getStatus(): Promise<void> {
    const { ask, random, now } = this.#options;
    const outcome = await ask(STATUS_QUESTION);
    const published = outcome.outcome === 'answer' ? receiveStatus(outcome, undefined, now()) : undefined;
    await this.#update((kept, nowMs) => onStatusOutcome(kept, outcome, published, nowMs, random));
    if (published) this.#options.onPublished?.(published);
  }

  /** Gets directories, checks and compares them; undefined when there is anything wrong with one of them. */
  async #getDirectories(wanted: ReturnType<typeof directoriesOf>): Promise<Directory[] | undefined> {
    const { ask, random, directoryKeys } = this.#options;
    const received: (Directory & { digest: string })[] = [];
    for (const which of wanted) {
      const path = `/v1/keys/${directoryName(which)}`;
      const outcome = await ask({ ...DIRECTORY_QUESTION, path });
      if (!isDirectoryAnswer(outcome)) {
        await this.#update((kept, nowMs) => onIssuerFailure(kept, outcome, nowMs, random));
        return undefined;
      }
      const { bytes } = outcome;
      const read = await openDirectory(bytes, { ...which, keys: await directoryKeys() });
      if (typeof read === 'string') {
        await this.#update((kept, nowMs) => onLie(kept, nowMs, random));
        return undefined;
      }
      received.push({ bytes, read, digest: await digestOf(bytes) });
    }
    let areVouchedFor = false;
    await this.#update((kept, nowMs) => {
      const compared = onDirectories(kept, received, nowMs, random);
      areVouchedFor = compared.areVouchedFor;
      return compared.kept;
    });
    return areVouchedFor ? received : undefined;
  }

  async #makeRequest(wanted: WantedSet): Promise<void> {
    const directories = await this.#getDirectories(directoriesOf(wanted));
    if (!directories) return;
    const request = await makeRequest(wanted, directories);
    await this.#update((kept) => withRequest(kept, request));
  }

  async #postRequest(request: TokenRequest): Promise<void> {
    const { ask, random, directoryKeys } = this.#options;
    const outcome = await ask({ ...TOKENS_QUESTION, body: request.body });
    const isAnswered = outcome.outcome === 'answer' && outcome.status === 200;
    const set = isAnswered ? await openAnswer(request, outcome.bytes, await directoryKeys()) : undefined;
    await this.#update((kept, nowMs) => onRequestOutcome(kept, request, outcome, set, nowMs, random));
  }
}

const REPORT_QUESTION = {
  to: 'collector',
  purpose: 'sharing',
  path: '/v1/reports',
  mostBytes: MOST_REPORT_ANSWER_BYTES,
} as const satisfies Question;

const DIRECTORY_QUESTION = { to: 'issuer', purpose: 'sharing', mostBytes: MAX_DIRECTORY_BYTES } as const;

const TOKENS_QUESTION = {
  to: 'issuer',
  purpose: 'sharing',
  path: '/v1/tokens',
  mostBytes: MAX_REQUEST_BYTES,
} as const satisfies Question;
