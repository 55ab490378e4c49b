/** Work that keeps a core busy: one piece after the other, so that the first to come is the first to be done. */
export class Turns {
  readonly #maxWaiting: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /** How many pieces wait or are being worked at. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Whoever comes now would wait longer than a sender does. */
  get isFull(): boolean {
    return this.#waiting >= this.#maxWaiting;
  }

  /** Resolves when its turn has come and the work is done. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    const done = this.#last.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = done.catch(() => undefined);
    return done;
  }
}
