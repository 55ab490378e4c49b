import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeX, type FakeXOptions } from './fake-x.ts';
import { getFrom } from './get.ts';
import { Dice, decide } from './plan.ts';
import type { Phase, Scenario } from './scenario.ts';
import { longTimeAccount } from './scenarios/accounts.ts';
import { findScenario } from './scenarios/index.ts';

const HOME = '/i/api/graphql/any/HomeTimeline';
const MAIN = '/responsive-web/client-web/main.js';
let x: FakeX | undefined;

async function start(options: FakeXOptions = {}): Promise<FakeX> {
  x = await FakeX.start(options);
  return x;
}

const get = (path: string, host?: string) => getFrom(x?.port ?? 0, path, host);

async function statuses(path: string, count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await get(path)).status);
  return seen;
}

function scenarioOf(...phases: [Phase, ...Phase[]]): Scenario {
  return { name: 'made-up', title: 'made up', account: longTimeAccount, phases };
}

afterEach(async () => {
  await x?.stop();
  x = undefined;
});

describe('a plan', () => {
  const usual = { answer: 'usual', delayMs: 80 };

  it('leaves what it does not mention as usual', () => {
    const dice = new Dice(1);
    expect(decide(undefined, 'any', dice, usual)).toEqual(usual);
    expect(decide('fails', 'any', dice, usual)).toEqual({ answer: 'fails', delayMs: 80 });
    expect(decide({ answer: 'fails', delayMs: 5 }, 'any', dice, usual)).toEqual({
      answer: 'fails',
      delayMs: 5,
    });
    expect(decide({ answer: 'fails', rate: 0 }, 'any', dice, usual)).toEqual(usual);
  });

  it('hits about the share it names, and delays within its bounds', () => {
    const dice = new Dice(7);
    const plan = { answer: 'fails', otherwise: 'works', rate: 0.3, delayMs: [100, 200] } as const;
    const decisions = Array.from({ length: 2_000 }, () => decide<string>(plan, 'any', dice, usual));
    const hits = decisions.filter(({ answer }) => answer === 'fails').length;
    expect(hits).toBeGreaterThan(520);
    expect(hits).toBeLessThan(680);
    for (const { delayMs } of decisions) {
      expect(delayMs).toBeGreaterThanOrEqual(100);
      expect(delayMs).toBeLessThanOrEqual(200);
    }
  });

  it('has the same luck in every run of a seed, whatever else is asked for in between', () => {
    const rolls = (seed: number, isDisturbed: boolean) => {
      const dice = new Dice(seed);
      return Array.from({ length: 20 }, () => {
        if (isDisturbed) dice.roll('another');
        return dice.roll('one');
      });
    };
    expect(rolls(1, true)).toEqual(rolls(1, false));
    expect(rolls(2, false)).not.toEqual(rolls(1, false));
  });
});

describe('injected faults', () => {
  it('outrank the phase, and are forgotten on demand', async () => {
    const fake = await start();
    fake.inject('HomeTimeline', { status: 503, body: 'json', errorCode: 130 });
    fake.inject('document', { status: 522, body: 'cloudflare' });
    fake.inject('scripts', 'missing');
    expect((await get(HOME)).status).toBe(503);
    expect(await get('/home')).toMatchObject({
      status: 522,
      body: expect.stringContaining('Error code 522'),
    });
    expect((await get(MAIN, 'abs.twimg.com')).status).toBe(404);
    fake.clearFaults();
    expect(await statuses(HOME, 1)).toEqual([200]);
    expect((await get('/home')).status).toBe(200);
  });

  it('strike by chance, the same way each time a scenario is played', async () => {
    const fake = await start();
    fake.inject('HomeTimeline', { rate: 0.5, answer: { status: 500, body: 'none' }, delayMs: 0 });
    const first = await statuses(HOME, 12);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    await fake.play(findScenario('healthy'));
    expect(await statuses(HOME, 12)).toEqual(first);
  });

  it('leave the rest to the phase', async () => {
    const fake = await start({ scenario: findScenario('own-rate-limit') });
    fake.inject('HomeTimeline', { rate: 0.5, answer: { status: 500, body: 'none' } });
    expect(new Set(await statuses(HOME, 12))).toEqual(new Set([429, 500]));
  });
});

describe('answers of a phase', () => {
  it('can differ between the first page and further ones', async () => {
    await start({ scenario: findScenario('retry-below-posts') });
    const further = `${HOME}?variables=${encodeURIComponent('{"cursor":"20"}')}`;
    expect((await get(HOME)).status).toBe(200);
    expect((await get(further)).status).toBe(503);
  });

  it('can be one script that breaks', async () => {
    const fake = await start({ scenario: findScenario('error-boundary') });
    await fake.enter('column');
    const script = (name: string) => get(`/responsive-web/client-web/${name}.js`, 'abs.twimg.com');
    expect((await script('home-page')).body).toMatch(/^throw /);
    expect((await script('bookmarks-page')).body).toContain('export function open');
  });

  it('reach media, links and telemetry too', async () => {
    const fake = await start({
      scenario: scenarioOf({
        name: 'all',
        pictures: { status: 503, body: 'none' },
        videos: 'ok',
        shortLinks: { status: 503, body: 'html' },
        telemetry: 'drop',
        operations: {},
      }),
    });
    expect((await get('/media/1', 'pbs.twimg.com')).status).toBe(503);
    expect((await get('/any/list.m3u8', 'video.twimg.com')).body).toContain('#EXTM3U');
    expect(await get('/abc', 't.co')).toMatchObject({ status: 503, body: expect.stringContaining('down') });
    await expect(get('/i/api/1.1/jot/client_event.json')).rejects.toThrow();
    await fake.play(findScenario('healthy'));
    expect((await get('/i/api/1.1/jot/client_event.json')).status).toBe(200);
  });

  it('hold errors beside complete data, or only some kinds of posts', async () => {
    const fake = await start({ scenario: findScenario('errors-beside-data') });
    const { body } = await get(HOME);
    expect(body).toContain('"errors"');
    expect(body).toContain('"entryId":"tweet-');
    await fake.play(findScenario('promoted-and-own-only'));
    await fake.enter('promoted-only');
    expect((await get(HOME)).body).not.toContain('"entryId":"tweet-');
    await fake.enter('own-only');
    expect((await get(HOME)).body).not.toContain('"entryId":"promoted-');
  });
});

describe('phases', () => {
  it('begin again when the scenario repeats', async () => {
    const seen: string[] = [];
    const fake = await start({
      scenario: {
        ...scenarioOf(
          { name: 'up', lastsMs: 25, operations: {} },
          { name: 'down', lastsMs: 25, operations: {} },
        ),
        repeats: true,
      },
    });
    await vi.waitFor(
      () => {
        if (seen.at(-1) !== fake.phase) seen.push(fake.phase);
        expect(seen).toEqual(['up', 'down', 'up', 'down']);
      },
      { interval: 3, timeout: 3_000 },
    );
  });

  it('close the host and open it again, but not what was closed by hand', async () => {
    const fake = await start({ scenario: findScenario('unreachable') });
    await fake.enter('refused');
    await expect(get('/home')).rejects.toThrow('ECONNREFUSED');
    await fake.enter('dropped');
    await expect(get('/home')).rejects.toThrow(/hang up|reset/i);
    await fake.refuse();
    await fake.enter('after');
    await expect(get('/home')).rejects.toThrow('ECONNREFUSED');
    await fake.accept();
    expect((await get('/home')).status).toBe(200);
  });

  it('may begin with a closed host', async () => {
    const fake = await start({
      scenario: scenarioOf(
        { name: 'closed', connection: 'refused', operations: {} },
        { name: 'open', operations: {} },
      ),
    });
    await expect(get('/home')).rejects.toThrow('ECONNREFUSED');
    await fake.enter('open');
    expect((await get('/home')).status).toBe(200);
  });
});
