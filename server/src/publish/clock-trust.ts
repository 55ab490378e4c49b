/** A step ahead larger than this is no drift that was corrected. */
const JUMP_MS = 60_000;

/** Longer than a slot takes reports: by then all that a wrong clock has closed is closed in truth. */
const TRUSTED_AFTER_MS = 30 * 60_000;

/**
 * Whether what the clock says may be acted on for good. A clock that is set ahead by mistake and back again would
 * otherwise have forgotten which reports have been counted, and devices that send one again would count twice.
 */
export class ClockTrust {
  /** What the clock was ahead of the time that has passed in truth. */
  #aheadMs: number | undefined;
  #jumpedAtMs = Number.NEGATIVE_INFINITY;

  /**
   * Looks at the clock; to be called often.
   * @param passedMs a time that nobody can set
   */
  isTrusted(nowMs: number, passedMs: number): boolean {
    const aheadMs = nowMs - passedMs;
    if (aheadMs - (this.#aheadMs ?? aheadMs) > JUMP_MS) this.#jumpedAtMs = passedMs;
    this.#aheadMs = aheadMs;
    return passedMs - this.#jumpedAtMs >= TRUSTED_AFTER_MS;
  }
}
