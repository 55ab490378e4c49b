import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { IssuanceRefusal, Issued } from './issuance.ts';

export interface IssuerMetrics {
  registry: Registry;
  count: (result: Issued['kind'] | IssuanceRefusal['kind']) => void;
}

/** Numbers for Prometheus. None of them can tell one sender from another. */
export function createIssuerMetrics(state: { waiting: () => number }): IssuerMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const sets = new Counter({
    name: 'feed_canary_token_sets_total',
    help: 'Requests for tokens by what became of them',
    labelNames: ['result'],
    registers,
  });
  new Gauge({
    name: 'feed_canary_waiting_token_sets',
    help: 'Sets that wait to be signed',
    registers,
    collect() {
      this.set(state.waiting());
    },
  });
  return { registry, count: (result) => sets.inc({ result }) };
}
