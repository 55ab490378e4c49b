/** Guesses by what two strings of bytes have in common. The higher, the likelier they belong to one device. */
export type Guess = (a: Uint8Array, b: Uint8Array) => number;

const bitsOf = (byte: number) => {
  let bits = 0;
  for (let left = byte; left > 0; left >>= 1) bits += left & 1;
  return bits;
};
const BITS = Uint8Array.from({ length: 256 }, (_, byte) => bitsOf(byte));

/** Everything an adversary may try on bytes that should be random. */
export const GUESSES: Record<string, Guess> = {
  'equal bits': (a, b) => {
    let different = 0;
    for (let i = 0; i < a.length && i < b.length; i += 1) different += BITS[(a[i] ?? 0) ^ (b[i] ?? 0)] ?? 0;
    return -different;
  },
  'a common beginning': (a, b) => {
    let bits = 0;
    for (let i = 0; i < a.length && i < b.length; i += 1) {
      const difference = (a[i] ?? 0) ^ (b[i] ?? 0);
      if (difference !== 0) return bits + Math.clz32(difference) - 24;
      bits += 8;
    }
    return bits;
  },
  'closeness as numbers': (a, b) => -Math.abs(leading(a) - leading(b)),
  'equal bytes somewhere': (a, b) => {
    const values = new Set(a);
    return b.reduce((sum, byte) => sum + Number(values.has(byte)), 0);
  },
};

const leading = (bytes: Uint8Array) => bytes.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);

/** A pair that may or may not belong together. */
export interface Pair {
  score: number;
  a: number;
  b: number;
}

/**
 * How far the guess is from guessing, in standard deviations: the mean score of pairs of one owner, against what it is
 * when owners are dealt out anew.
 *
 * @param owners of the things that pairs are of
 * @param deal gives the owners anew, as chance may have had it
 */
export function deviation(pairs: readonly Pair[], owners: readonly number[], deal: () => number[]): number {
  const mean = (of: readonly number[]) => {
    let [sum, count] = [0, 0];
    for (const { a, b, score } of pairs) {
      if (of[a] !== of[b]) continue;
      sum += score;
      count += 1;
    }
    return sum / count;
  };
  const observed = mean(owners);
  const dealt = Array.from({ length: 100 }, () => mean(deal()));
  const middle = dealt.reduce((sum, value) => sum + value, 0) / dealt.length;
  const variance = dealt.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (dealt.length - 1);
  return variance === 0 ? 0 : (observed - middle) / Math.sqrt(variance);
}
