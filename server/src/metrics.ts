import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from './store/group-commit.ts';

/** What became of a report, as counted for Prometheus. */
export type ReportResult = Outcome | 'refused' | 'limited' | 'unavailable';

export interface Metrics {
  registry: Registry;
  countReport: (result: ReportResult) => void;
  timeCommit: (seconds: number, reports: number) => void;
  countSnapshot: (isPublished: boolean) => void;
}

/** Numbers for Prometheus. None of them can tell one sender from another. */
export function createMetrics(state: { waiting: () => number; snapshotAgeSeconds: () => number }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const reports = new Counter({
    name: 'feed_canary_reports_total',
    help: 'Reports by what became of them',
    labelNames: ['result'],
    registers,
  });
  const commits = new Histogram({
    name: 'feed_canary_commit_seconds',
    help: 'Time of a transaction of reports',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers,
  });
  const committed = new Counter({
    name: 'feed_canary_committed_reports_total',
    help: 'Reports in committed transactions, repetitions included',
    registers,
  });
  const snapshots = new Counter({
    name: 'feed_canary_snapshots_total',
    help: 'Rounds of publishing by result',
    labelNames: ['result'],
    registers,
  });
  new Gauge({
    name: 'feed_canary_waiting_reports',
    help: 'Reports that wait for a transaction',
    registers,
    collect() {
      this.set(state.waiting());
    },
  });
  new Gauge({
    name: 'feed_canary_snapshot_age_seconds',
    help: 'Age of what is published',
    registers,
    collect() {
      this.set(state.snapshotAgeSeconds());
    },
  });
  return {
    registry,
    countReport: (result) => reports.inc({ result }),
    timeCommit: (seconds, size) => {
      commits.observe(seconds);
      committed.inc(size);
    },
    countSnapshot: (isPublished) => snapshots.inc({ result: isPublished ? 'published' : 'failed' }),
  };
}
