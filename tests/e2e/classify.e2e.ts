import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAVED_PAGES } from './support/saved-pages.ts';
import { engine } from './support/session.ts';

const inApp = (
  column: string,
  tabs = '',
) => `<!doctype html><html lang="en"><head><title>X</title></head><body>
<div id="react-root"><header><a href="/reader" data-testid="AppTabBar_Profile_Link">Profile</a></header>
<main><div data-testid="primaryColumn">${tabs}${column}</div></main></div></body></html>`;

const FOLLOWING_OPEN = `<div role="tablist"><div role="tab" aria-selected="false">For you</div>
<div role="tab" aria-selected="true">Following</div></div>`;
const POST = `<section><div data-testid="cellInnerDiv"><article data-testid="tweet"><div data-testid="User-Name">
<a href="/robin">Robin</a></div><div data-testid="tweetText">Good morning.</div></article></div></section>`;
const EMPTY = '<div data-testid="emptyState"><a href="/i/connect_people">Let’s go!</a></div>';

const PAGES = {
  'posts.html': inApp(POST),
  'empty.html': inApp(EMPTY),
  'empty-following.html': inApp(EMPTY, FOLLOWING_OPEN),
  'not-found.html': inApp('<div data-testid="error-detail"><span>This page doesn’t exist.</span></div>'),
  'shell.html': `<!doctype html><html lang="en"><body><div id="react-root"><div id="placeholder" aria-label="Loading…">
<svg width="60" height="60"></svg></div><div id="ScriptLoadFailure" style="display: none">Something went wrong</div></div></body></html>`,
  'restless.html': `${inApp(POST)}<script>setTimeout(() => location.reload(), 500)</script>`,
};

interface Outcome {
  code: number;
  lines: Record<string, unknown>[];
  stderr: string;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feed-canary-classify-'));
  for (const [name, html] of Object.entries(PAGES)) await writeFile(join(folder, name), html);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command as a person does, on the build the other tests use. */
async function classify(...args: string[]): Promise<Outcome> {
  const named = args.map((arg) => (arg.endsWith('.html') ? resolve(folder, arg) : arg));
  return new Promise((done) => {
    const command = ['scripts/classify.ts', '--no-build', ...named];
    execFile(process.execPath, command, (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter(Boolean);
      done({ code: Number(error?.code ?? 0), lines: lines.map((line) => JSON.parse(line)), stderr });
    });
  });
}

// Each has a browser of its own, and looks at pages for as long as it is told.
describe.runIf(engine === 'chromium')('npm run classify', { concurrent: true }, () => {
  it('prints one line for each page, and judges each on its own', async () => {
    const names = ['posts.html', 'empty.html', 'not-found.html', 'shell.html'];
    const { code, lines } = await classify('--seconds', '3', ...names);
    const nothing = { symptoms: [], witnesses: [], verdict: 'unknown', surface: 'home-for-you' };
    const ms = expect.any(Number);
    expect(lines).toEqual([
      { ...nothing, file: join(folder, 'posts.html'), state: 'posts', verdict: 'working', ms },
      { ...nothing, file: join(folder, 'empty.html'), state: 'empty', ms },
      { ...nothing, file: join(folder, 'not-found.html'), state: 'not-found', ms },
      { ...nothing, file: join(folder, 'shell.html'), state: 'splash', ms },
    ]);
    expect(Object.keys(lines[0] ?? {}).join()).toBe('file,surface,state,verdict,symptoms,witnesses,ms');
    expect(code).toBe(0);
  }, 90_000);

  it('expects posts where they were seen before, in the same tab of the same account', async () => {
    const { lines } = await classify('--seen-before', '--seconds', '3', 'empty.html', 'empty-following.html');
    const suspected = { verdict: 'suspected', symptoms: ['empty-feed'], witnesses: ['sighting'] };
    expect(lines).toMatchObject([
      { surface: 'home-for-you', state: 'empty', ...suspected },
      { surface: 'home-following', state: 'empty', ...suspected },
    ]);
    expect(lines[0]?.ms).toBeGreaterThan(2_000);
  }, 90_000);

  it('opens pages at the path it is told, with its query', async () => {
    const { lines } = await classify('--path', '/search?q=birds', '--seconds', '1', 'posts.html');
    expect(lines).toMatchObject([{ surface: 'search', state: 'posts', verdict: 'working' }]);
  }, 60_000);

  it('looks for as long as it is told: what stays is an outage', async () => {
    const { lines } = await classify('--seen-before', '--seconds', '20', 'empty.html');
    expect(lines).toMatchObject([{ verdict: 'outage', witnesses: ['sighting', 'persistence'] }]);
  }, 90_000);

  it('goes on with the next page when one cannot be looked at', async () => {
    const { code, lines, stderr } = await classify('--seconds', '1', 'restless.html', 'posts.html');
    expect(lines).toMatchObject([{ state: 'posts', verdict: 'working' }]);
    expect(stderr).toContain('restless.html: the page reloads itself');
    expect(code).toBe(1);
  }, 60_000);

  it.each([
    ['no file', [], 'no file given'],
    ['a file that is not there', ['posts.html', 'missing.html'], 'missing.html cannot be read: ENOENT'],
    ['a folder', ['posts.html', tmpdir()], 'cannot be read: EISDIR'],
    ['a bad path', ['--path', 'home', 'posts.html'], '--path must be'],
    ['another site', ['--path', '//example.com/', 'posts.html'], '--path must be'],
    ['no number of seconds', ['--seconds', 'long', 'posts.html'], '--seconds must be'],
    ['no time at all', ['--seconds', '0', 'posts.html'], '--seconds must be'],
    ['an option there is not', ['--fast', 'posts.html'], "Unknown option '--fast'"],
    ['an option without its value', ['posts.html', '--path', '--seen-before'], '--path'],
  ])('says in one line what is wrong with %s', async (_what, args, said) => {
    const { code, lines, stderr } = await classify(...args);
    expect(stderr).toContain(said);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(lines).toEqual([]);
    expect(code).toBe(2);
  });

  it.runIf(SAVED_PAGES)(
    'takes no real page for an outage',
    async () => {
      const saved = resolve(SAVED_PAGES ?? '');
      const files = (await readdir(saved)).filter((name) => name.endsWith('.html')).sort();
      const { lines } = await classify('--seconds', '3', ...files.map((name) => join(saved, name)));
      const told = lines.map(({ state, verdict }) => `${state} ${verdict}`);
      expect(Object.fromEntries(files.map((name, index) => [name, told[index]]))).toEqual({
        'home-2024.html': 'posts working',
        'home-following-2025.html': 'posts working',
        'list-cells-2024.html': 'posts working',
        'post-2025-11.html': 'posts working',
        'server-shell-2025-07.html': 'splash unknown',
      });
    },
    120_000,
  );
});
