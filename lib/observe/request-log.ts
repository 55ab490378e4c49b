import { type Operation, operationOf } from '../x/endpoints.ts';
import type { RequestCount } from './observation.ts';

/**
 * Counts the statuses of X's own API requests as the browser's resource timing tells them. URLs are reduced to
 * operation names on the spot.
 */
export class RequestLog {
  readonly #counts = new Map<string, RequestCount>();
  readonly #observer: PerformanceObserver;

  constructor(origin: string) {
    this.#observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { name, responseStatus } = entry as PerformanceResourceTiming;
        if (!name.startsWith(origin)) continue;
        const operation = operationOf(name);
        if (operation) this.#add(operation, responseStatus);
      }
    });
    this.#observer.observe({ type: 'resource', buffered: true });
  }

  /** X itself failed or refused a request since the counts were last taken. */
  get hasFailures(): boolean {
    return [...this.#counts.values()].some(({ status }) => status >= 500 || status === 429);
  }

  /** The counts since they were last taken. */
  take(): RequestCount[] {
    const counts = [...this.#counts.values()];
    this.#counts.clear();
    return counts;
  }

  stop() {
    this.#observer.disconnect();
  }

  #add(operation: Operation, status: number) {
    const key = `${operation} ${status}`;
    const counted = this.#counts.get(key) ?? { operation, status, count: 0 };
    counted.count += 1;
    this.#counts.set(key, counted);
  }
}
