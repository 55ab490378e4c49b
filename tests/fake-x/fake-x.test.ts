import { afterEach, describe, expect, it, vi } from 'vitest';
import { Front } from '../support/front.ts';
import { StubService } from '../support/stub-service.ts';
import { FakeX } from './fake-x.ts';
import { getFrom } from './get.ts';
import type { Scenario } from './scenario.ts';
import { longTimeAccount } from './scenarios/accounts.ts';
import { findScenario, scenarios } from './scenarios/index.ts';

const HOME = '/i/api/graphql/any/HomeTimeline';
let x: FakeX | undefined;

async function start(scenario?: Scenario): Promise<FakeX> {
  x = await FakeX.start(scenario ? { scenario } : {});
  return x;
}

const get = (path: string, host?: string) => getFrom(x?.port ?? 0, path, host);

async function entryIds(path: string): Promise<string[]> {
  const { body } = await get(path);
  return [...body.matchAll(/"entryId":"([a-z-]+?)-\d/g)].map((match) => match[1] ?? '');
}

afterEach(async () => {
  await x?.stop();
  x = undefined;
});

describe('documents', () => {
  it('are a shell with a splash, a hidden failure form, no title, and the account', async () => {
    await start();
    const { status, body } = await get('/home');
    expect(status).toBe(200);
    expect(body).toContain('id="placeholder"');
    expect(body).toMatch(/class="[^"]*r-hvic4v" id="ScriptLoadFailure"/);
    expect(body).toContain('.r-hvic4v');
    expect(body).not.toContain('<title>');
    expect(body).toContain(`"screen_name":"${longTimeAccount.handle}"`);
  });

  it('can be saved pages instead', async () => {
    const fake = await start();
    fake.servePage('/home', '<p>saved</p>');
    expect((await get('/home?x=1')).body).toBe('<p>saved</p>');
    fake.stopServingPage('/home');
    expect((await get('/home')).body).toContain('react-root');
  });

  it('answer 503 with a body in a server error', async () => {
    await start(findScenario('server-error'));
    expect(await get('/home')).toMatchObject({
      status: 503,
      body: expect.stringContaining('503 Service Unavailable'),
    });
  });
});

describe('scripts', () => {
  it('are plain JavaScript that import each other', async () => {
    await start();
    const { status, body } = await get('/responsive-web/client-web/main.js', 'abs.twimg.com');
    expect(status).toBe(200);
    expect(body).toContain("from './error-boundary.js'");
    expect(body).not.toMatch(/\.ts'/);
  });

  it('are missing on a white page', async () => {
    await start(findScenario('white-page'));
    expect((await get('/responsive-web/client-web/main.js', 'abs.twimg.com')).status).toBe(404);
  });
});

describe('answers', () => {
  it('follow the phase', async () => {
    const fake = await start(findScenario('outage-2023-12-21'));
    expect(await entryIds(HOME)).toContain('tweet');
    fake.enter('outage');
    expect(await entryIds(HOME)).toEqual(['cursor-top', 'cursor-bottom']);
    expect((await get('/i/api/2/notifications/all.json')).body).toContain('notification-N0');
    fake.enter('after');
    expect(await entryIds(HOME)).toContain('tweet');
  });

  it('are endless and the same in every run', async () => {
    await start();
    const second = `${HOME}?variables=${encodeURIComponent('{"cursor":"20"}')}`;
    const ids = await entryIds(second);
    expect(ids).toEqual(
      expect.arrayContaining(['tweet', 'promoted-tweet', 'who-to-follow', 'cursor-bottom']),
    );
    expect(await entryIds(second)).toEqual(ids);
  });

  it('fail with status and code, or with plain text', async () => {
    const fake = await start(findScenario('retry-prompt'));
    expect(await get(HOME)).toMatchObject({ status: 503, body: expect.stringContaining('"code":130') });
    fake.play(findScenario('own-rate-limit'));
    expect(await get(HOME)).toMatchObject({ status: 429, body: 'Rate limit exceeded' });
  });

  it('may be late, cut off, or 200 with errors', async () => {
    await start({
      name: 'mixed',
      title: 'every other way to answer',
      account: longTimeAccount,
      phases: [
        {
          name: 'mixed',
          operations: {
            HomeTimeline: { answer: 'empty', delayMs: 200 },
            HomeLatestTimeline: 'drop',
            Bookmarks: { error: 131 },
          },
        },
      ],
    });
    const startMs = performance.now();
    expect((await get(HOME)).status).toBe(200);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(195);
    await expect(get('/i/api/graphql/any/HomeLatestTimeline')).rejects.toThrow();
    expect(await get('/i/api/graphql/any/Bookmarks')).toMatchObject({
      status: 200,
      body: expect.stringContaining('131'),
    });
  });
});

describe('phases', () => {
  it('advance by themselves, and stand still once entered by hand', async () => {
    const phase = (name: string, lastsMs?: number) => ({
      name,
      operations: {},
      ...(lastsMs ? { lastsMs } : {}),
    });
    const account = longTimeAccount;
    const fake = await start({
      name: 'quick',
      title: 'quick',
      account,
      phases: [phase('one', 30), phase('two', 30), phase('three')],
    });
    expect(fake.phase).toBe('one');
    await vi.waitFor(() => expect(fake.phase).toBe('three'));
    fake.enter('one');
    await new Promise((done) => setTimeout(done, 80));
    expect(fake.phase).toBe('one');
  });

  it('and scenarios that do not exist are answered with those that do', async () => {
    const fake = await start();
    expect(() => findScenario('nonsense')).toThrow(/no scenario "nonsense".*healthy.*outage-2023-12-21/);
    expect(() => fake.enter('nonsense')).toThrow(
      /no phase "nonsense" in scenario "healthy"; there are: healthy/,
    );
    expect(new Set(scenarios.map((scenario) => scenario.name)).size).toBe(scenarios.length);
  });
});

describe('connections', () => {
  it('are refused, and accepted again on the same port', async () => {
    const fake = await start();
    const { port } = fake;
    await fake.refuse();
    await expect(get('/home')).rejects.toThrow('ECONNREFUSED');
    await fake.accept();
    expect(fake.port).toBe(port);
    expect((await get('/home')).status).toBe(200);
  });

  it('are noted by server name, requests by host and path', async () => {
    const fake = await start();
    await get('/home?q=1', 'twitter.com');
    await get('/', 'elsewhere.example');
    expect([...fake.hosts]).toEqual(['twitter.com', 'elsewhere.example']);
    expect(fake.requests[0]).toEqual({ host: 'twitter.com', method: 'GET', path: '/home' });
  });

  it('to somebody else’s host are answered as told, and passed on with every header as it came', async () => {
    const fake = await start();
    const front = new Front(fake, 'collector.example');
    await expect(get('/v1/status', front.host)).rejects.toThrow(); // nobody is there
    const stub = await StubService.start();
    front.port = stub.port;
    expect((await get('/v1/status?a=b', front.host)).body).toContain('"status":"calm"');
    await stub.stop();
    expect(front.take()).toMatchObject([
      { path: '/v1/status' },
      {
        method: 'GET',
        path: '/v1/status?a=b',
        headers: [
          ['host', front.host],
          ['Connection', 'close'],
        ],
      },
    ]);
    expect((await get('/home')).body).toContain('react-root');
  });

  it('to the panel show what is playing', async () => {
    await start(findScenario('flash'));
    const { body } = await get('/', 'fake-x.test');
    expect(body).toContain('<output id="scenario">flash</output>');
    for (const { name } of scenarios) expect(body).toContain(`value="${name}"`);
  });
});
