import { describe, expect, it } from 'vitest';
import { crowdView } from '../../../lib/crowd/client/crowd-view.ts';
import {
  crowdWitnessOf,
  isFresh,
  PUBLISHED_LASTS_MS,
  publishedPlaceOf,
  receiveHistory,
  receiveStatus,
} from '../../../lib/crowd/client/published-crowd.ts';
import type { CrowdStatus } from '../../../lib/crowd/published-status.ts';
import { answerWith, PUBLISHED_MS, published, statusBody } from '../../support/published.ts';

const NOW_MS = PUBLISHED_MS + 2_000;

/** The world's status, and those of places. */
const crowdOf = (status: CrowdStatus, places: Record<string, CrowdStatus> = {}) => {
  const figures = { problem: 5, ok: 10, share: null, expected: null };
  return published({
    status: {
      ...published().status,
      status,
      places: Object.entries(places).map(([code, own]) => ({ code, status: own, ...figures })),
    },
  });
};

describe('an answer to what the crowd sees', () => {
  it('is as old as the collector’s own clock says', () => {
    const received = receiveStatus(answerWith(statusBody(), PUBLISHED_MS + 15_000), undefined, NOW_MS);
    expect(received).toMatchObject({ asOfMs: NOW_MS - 15_000, clockAheadMs: 0, points: [] });
  });

  it('is new when no clock is told of', () => {
    const noClock = { ...answerWith(statusBody()) };
    delete noClock.serverMs;
    const received = receiveStatus(noClock, undefined, PUBLISHED_MS + 7_200_000);
    expect(received).toMatchObject({ asOfMs: PUBLISHED_MS + 7_200_000, clockAheadMs: -7_200_000 });
  });

  it('is no older on a device whose clock is wrong by hours, and its times are shown in that clock', () => {
    const lateMs = PUBLISHED_MS - 3 * 3_600_000 + 20_000;
    const received = receiveStatus(answerWith(statusBody()), undefined, lateMs);
    expect(received).toMatchObject({ asOfMs: lateMs, clockAheadMs: 3 * 3_600_000 });
    const input = { seesCrowd: true, ownCode: undefined, hours: [], nowMs: lateMs };
    expect(crowdView({ ...input, published: received })).toMatchObject({
      sinceMs: PUBLISHED_MS - 4 * 3_600_000,
      updatedAtMs: lateMs,
    });
  });

  it('is nothing from a future that has not come: a collector that lies', () => {
    const soon = statusBody({ updatedAt: new Date(PUBLISHED_MS + 61_000).toISOString() });
    expect(receiveStatus(answerWith(soon), undefined, NOW_MS)).toBeUndefined();
    const almostNow = statusBody({ updatedAt: new Date(PUBLISHED_MS + 59_000).toISOString() });
    expect(receiveStatus(answerWith(almostNow), undefined, NOW_MS)).toMatchObject({ asOfMs: NOW_MS });
  });

  it('is nothing with another code than 200, or without sense', () => {
    expect(receiveStatus({ ...answerWith(statusBody()), status: 503 }, undefined, NOW_MS)).toBeUndefined();
    expect(receiveStatus(answerWith({ status: 'calm' }), undefined, NOW_MS)).toBeUndefined();
  });

  it('does not take the place of a newer one, but keeps the last day', () => {
    const points = [{ startMs: PUBLISHED_MS, problem: 1, expected: 1, isGap: false }];
    const known = published({ asOfMs: NOW_MS - 5_000, points });
    const older = answerWith(statusBody(), PUBLISHED_MS + 30_000);
    expect(receiveStatus(older, known, NOW_MS)).toBe(known);
    expect(receiveStatus(answerWith(statusBody()), known, NOW_MS)).toMatchObject({ asOfMs: NOW_MS, points });
  });

  it('has a last day that a bad answer leaves as it was', () => {
    const known = published({ points: [{ startMs: 0, problem: 1, expected: 1, isGap: false }] });
    expect(receiveHistory(known, answerWith({ points: [] })).points).toEqual([]);
    expect(receiveHistory(known, answerWith({}))).toBe(known);
    expect(receiveHistory(known, { ...answerWith({ points: [] }), status: 503 })).toBe(known);
  });
});

describe('what was published', () => {
  it('is fresh for ten minutes, and not before it was published', () => {
    expect(isFresh(undefined, NOW_MS)).toBe(false);
    expect(isFresh(published(), PUBLISHED_MS + PUBLISHED_LASTS_MS - 1)).toBe(true);
    expect(isFresh(published(), PUBLISHED_MS + PUBLISHED_LASTS_MS)).toBe(false);
    expect(isFresh(published(), PUBLISHED_MS - 1)).toBe(false);
  });

  it('tells of a country, or of the region that counts it, and of the world to nobody', () => {
    const { status } = crowdOf('calm', { IN: 'outage', '034': 'calm', '001': 'outage', '155': 'elevated' });
    expect(publishedPlaceOf(status, 'IN')).toMatchObject({ code: 'IN' });
    expect(publishedPlaceOf(status, 'BD')).toMatchObject({ code: '034' });
    expect(publishedPlaceOf(status, '155')).toMatchObject({ code: '155' });
    expect(publishedPlaceOf(status, 'US')).toBeUndefined();
    expect(publishedPlaceOf(status, '001')).toBeUndefined();
    expect(publishedPlaceOf(status, 'XX')).toBeUndefined();
    expect(publishedPlaceOf(status, undefined)).toBeUndefined();
  });

  it.each([
    ['calm', 'outage', 'outage'],
    ['outage', 'calm', 'outage'],
    ['elevated', 'calm', 'elevated'],
    ['no-data', 'calm', 'calm'],
    ['no-data', 'elevated', 'elevated'],
  ] as const)('bears witness to the worse of %s in the world and %s at home', (world, home, worse) => {
    expect(crowdWitnessOf(crowdOf(world, { BD: home }), 'BD')).toEqual({ status: worse, atMs: PUBLISHED_MS });
    expect(crowdWitnessOf(crowdOf(world, { BD: home }), 'US').status).toBe(world);
  });
});

describe('the view of the crowd', () => {
  const input = { seesCrowd: true, published: published(), ownCode: 'BD', hours: [], nowMs: NOW_MS };

  it('is off without the reader’s wish, whatever is known', () => {
    expect(crowdView({ ...input, seesCrowd: false })).toEqual({ crowd: 'off' });
  });

  it('is unreachable without anything fresh', () => {
    expect(crowdView({ ...input, published: undefined })).toEqual({ crowd: 'unreachable' });
    const laterMs = PUBLISHED_MS + PUBLISHED_LASTS_MS;
    expect(crowdView({ ...input, nowMs: laterMs })).toEqual({ crowd: 'unreachable' });
  });

  it('is what was published, with the reader’s own place', () => {
    const hours = [{ startMs: 0, problem: 3, expected: null, isGap: false }];
    const crowd = crowdOf('elevated', { BD: 'outage' });
    expect(crowdView({ ...input, published: crowd, hours })).toEqual({
      crowd: 'elevated',
      sinceMs: PUBLISHED_MS - 3_600_000,
      updatedAtMs: PUBLISHED_MS,
      problem: 20,
      expected: 18,
      share: null,
      symptoms: [],
      place: { code: 'BD', status: 'outage', problem: 5, ok: 10, share: null, expected: null },
      hours,
    });
    expect(crowdView({ ...input, published: crowd, ownCode: 'US' })).toMatchObject({ place: null });
  });

  it('never begins in the future', () => {
    const crowd = published({ clockAheadMs: -7_200_000 });
    expect(crowdView({ ...input, published: crowd })).toMatchObject({ sinceMs: NOW_MS });
  });
});
