interface Entry {
  atMs: number;
  act: () => Promise<void> | void;
}

/** So many of what is due at once is done at a time: sockets and memory are not without end. */
const AT_A_TIME = 200;

/** Time as it passes in a simulation, in ms since 1970: no faster than what is due in it can be done. */
export class Agenda {
  #nowMs: number;
  /** A heap: the entry that is due first stands first. */
  readonly #heap: Entry[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Puts something on the agenda; what lies in the past is due at once. */
  at(atMs: number, act: Entry['act']): void {
    const heap = this.#heap;
    let place = heap.push({ atMs, act }) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if ((heap[parent]?.atMs ?? 0) <= atMs) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  /** Lets time pass up to a moment, and does what is due until then, however much of it comes up meanwhile. */
  async passTo(untilMs: number): Promise<void> {
    this.#nowMs = untilMs;
    for (let due = this.#takeDue(); due.length > 0; due = this.#takeDue())
      await Promise.all(due.map(async ({ act }) => act()));
  }

  #takeDue(): Entry[] {
    const due: Entry[] = [];
    while (due.length < AT_A_TIME && this.#heap[0] && this.#heap[0].atMs <= this.#nowMs)
      due.push(this.#takeFirst());
    return due;
  }

  #takeFirst(): Entry {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last) throw new Error('the agenda is empty');
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let place = 0; ; ) {
      const children = [2 * place + 1, 2 * place + 2].filter((child) => child < heap.length);
      const next = children.reduce((a, b) => ((heap[b]?.atMs ?? 0) < (heap[a]?.atMs ?? 0) ? b : a), place);
      if (next === place) return first;
      this.#swap(place, next);
      place = next;
    }
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    const [one, other] = [heap[a], heap[b]];
    if (one && other) [heap[a], heap[b]] = [other, one];
  }
}
