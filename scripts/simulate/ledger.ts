/** What became of the reports, as an onlooker at the wire sees it. */
export class Ledger {
  /** Nonces of all reports that were sent, and of those the collector acknowledged. */
  readonly #sent = new Set<string>();
  readonly #acknowledged = new Set<string>();
  attempts = 0;
  /** Attempts by answer; `lost` is one that got none. */
  readonly answers: Record<string, number> = {};

  get sent(): number {
    return this.#sent.size;
  }

  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  note(nonce: string, answer: number | 'lost'): void {
    this.attempts += 1;
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
    this.#sent.add(nonce);
    if (answer === 200) this.#acknowledged.add(nonce);
  }
}
