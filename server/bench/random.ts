/** Draws that are the same in every run with the same seed. */
export interface Random {
  /** In [0, 1). */
  uniform: () => number;
  normal: () => number;
  poisson: (mean: number) => number;
  /** @param dispersion variance divided by mean; 1 is a Poisson */
  negativeBinomial: (mean: number, dispersion: number) => number;
  /** How many of `n` come true, each with `probability`. */
  binomial: (n: number, probability: number) => number;
}

export function createRandom(seed: number): Random {
  const uniform = sfc32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

  /** Marsaglia and Tsang 2000. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };

  const poisson = (mean: number): number => {
    // A gamma's order statistic takes large means down in logarithmically many steps (Ahrens and Dieter 1974).
    if (mean > 30) {
      const n = Math.floor((mean * 7) / 8);
      const x = gamma(n);
      return x > mean ? binomial(n - 1, mean / x) : n + poisson(mean - x);
    }
    const limit = Math.exp(-mean);
    let count = -1;
    for (let product = 1; product > limit || count < 0; product *= 1 - uniform()) count += 1;
    return count;
  };

  const binomial = (n: number, probability: number): number => {
    if (n > 40) {
      const middle = 1 + Math.floor(n / 2);
      const x = gamma(middle);
      const beta = x / (x + gamma(n + 1 - middle));
      return beta <= probability
        ? middle + binomial(n - middle, (probability - beta) / (1 - beta))
        : binomial(middle - 1, probability / beta);
    }
    let count = 0;
    for (let i = 0; i < n; i += 1) if (uniform() < probability) count += 1;
    return count;
  };

  const negativeBinomial = (mean: number, dispersion: number): number => {
    if (mean <= 0) return 0;
    if (dispersion <= 1) return poisson(mean);
    return poisson(gamma(mean / (dispersion - 1)) * (dispersion - 1));
  };

  return { uniform, normal, poisson, negativeBinomial, binomial };
}

/** Doty-Humphrey's small fast counter: public domain, passes PractRand. */
function sfc32(seed: number): () => number {
  let [a, b, c, counter] = [seed >>> 0, 0x9e3779b9, 0x243f6a88, 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 20; i += 1) next();
  return next;
}
