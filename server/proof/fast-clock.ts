/** A clock that goes `speed` times as fast as others since `startedAtMs`, by which it was right. */
export const fastClock = (startedAtMs: number, speed: number) => (): number =>
  startedAtMs + (Date.now() - startedAtMs) * speed;
