/** How much something grows for each unit, and where that lies with 95 % certainty. */
export interface Trend {
  slope: number;
  low: number;
  high: number;
}

/** Student's t for 95 %, both sides, by degrees of freedom; further on as good as the last. */
const T_95 = [12.7, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12];
const T_95_MANY = 2.1;

/**
 * The straight line through points, by least squares. Measurements that follow each other are alike, so their number counts
 * for less by as much as one tells of the next.
 * @throws RangeError with fewer than five points
 */
export function trendOf(points: readonly { x: number; y: number }[]): Trend {
  const n = points.length;
  if (n < 5) throw new RangeError(`${n} points are no trend`);
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / n;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spreadX = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spreadX;
  const residuals = points.map(({ x, y }) => y - meanY - slope * (x - meanX));
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const degrees = Math.max(1, effective(residuals, squares) - 2);
  const half = (T_95[Math.floor(degrees) - 1] ?? T_95_MANY) * Math.sqrt(squares / degrees / spreadX);
  return { slope, low: slope - half, high: slope + half };
}

/** How many independent measurements tell as much. */
function effective(residuals: readonly number[], squares: number): number {
  if (squares === 0) return residuals.length;
  const products = residuals.slice(1).reduce((sum, own, index) => sum + own * (residuals[index] ?? 0), 0);
  const alike = Math.max(0, Math.min(0.9, products / squares));
  return (residuals.length * (1 - alike)) / (1 + alike);
}
