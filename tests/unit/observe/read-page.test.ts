// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest';
import { pathOfPage, readPage } from '../../../lib/observe/read-page.ts';

/** Structure as in saved real pages, without the wrappers that carry no attribute. */
const NAV = `<header><a href="/reader" data-testid="AppTabBar_Profile_Link"></a></header>`;
const TABS = `<nav><div role="tablist"><a href="/home" role="tab" aria-selected="false">For you</a><a href="/home" role="tab" aria-selected="true">Following</a></div></nav>`;
const UPLOAD_BAR = `<div role="progressbar" aria-valuenow="0"><div data-testid="progressBar-bar"></div></div>`;
const post = (author: string, inside = '') =>
  `<article data-testid="tweet"><div data-testid="User-Name"><a href="/${author}"></a></div>${inside}</article>`;
const cell = (inside: string) => `<div data-testid="cellInnerDiv"><div>${inside}</div></div>`;
const list = (...cells: string[]) =>
  `<section><h1></h1><div aria-label="Timeline"><div>${cells.join('')}</div></div></section>`;
const emptyState = `<div data-testid="emptyState"><div data-testid="empty_state_header_text">Welcome to X!</div><a href="/i/connect_people">Let’s go!</a></div>`;
const prompt = (text: string, tag = 'button') =>
  `<div><div dir="ltr">${text}</div><${tag} role="button"><div dir="ltr"><svg></svg><span>Retry</span></div></${tag}></div>`;
const page = (column: string, extra = '') =>
  `<div id="react-root">${NAV}<main><div data-testid="primaryColumn">${column}</div>${extra}</main></div>`;

function read(body: string, path = '/home') {
  document.body.innerHTML = body;
  return readPage(document, path);
}

beforeAll(() => {
  // happy-dom lays nothing out; here an element is shown unless its own style or class hides it.
  Element.prototype.checkVisibility = function (this: Element) {
    return this.closest('[style*="display:none"], .hidden') === null;
  };
});

describe('posts', () => {
  it('are counted apart: others’, promoted, own', () => {
    const reading = read(
      page(
        TABS +
          UPLOAD_BAR +
          list(
            cell(post('a')),
            cell(''),
            cell(`<div data-testid="placementTracking">${post('b')}</div>`),
            cell(post('Reader')),
          ),
      ),
    );
    expect(reading).toMatchObject({
      state: 'posts',
      surface: 'home-following',
      posts: { organic: 1, promoted: 1, own: 1 },
    });
  });

  it('with a video are not promoted: the same mark stands inside them', () => {
    const video = post('a', '<div data-testid="placementTracking"></div>');
    expect(read(page(list(cell(video)))).posts).toEqual({ organic: 1, promoted: 0, own: 0 });
  });

  it('may quote anything X says without being taken for it', () => {
    expect(read(page(list(cell(post('a', prompt('Something went wrong. Try reloading.'))))))).toMatchObject({
      state: 'posts',
    });
  });

  it('of 2021 stand in no cells', () => {
    expect(read(page(`<section>${post('a')}</section>`)).state).toBe('posts');
  });
});

describe('a column without posts', () => {
  it('with an empty state is empty', () => {
    expect(read(page(TABS + emptyState))).toMatchObject({ state: 'empty' });
  });

  it('with a spinner is loading, the composer’s upload bar is none', () => {
    expect(read(page(`${UPLOAD_BAR}<div role="progressbar" aria-label="Loading"></div>`)).state).toBe(
      'loading',
    );
    expect(read(page(UPLOAD_BAR)).state).toBe('not-understood');
  });

  it.each([
    ['English', 'Something went wrong. Try reloading.', 'button'],
    ['Bengali', 'কোনো একটা সমস্যা হয়েছে। পুনরায় লোড করার চেষ্টা করুন।', 'div'],
    ['a language we have no words for', 'Algo salió mal. Intenta recargar.', 'button'],
  ])('with a retry prompt in %s asks to try again', (_language, text, tag) => {
    expect(read(page(TABS + prompt(text, tag))).state).toBe('retry-prompt');
  });

  it('with X’s 404 is not found', () => {
    expect(read(page('<div data-testid="error-detail">Hmm</div>'), '/nobody').state).toBe('not-found');
  });
});

describe('a page without a column', () => {
  const shell = (failureStyle: string) =>
    `<div id="react-root"><div id="placeholder"><svg></svg></div><div id="ScriptLoadFailure" style="${failureStyle}"><form>Try again</form></div></div>`;

  it('is the splash as the server sends it', () => {
    expect(read(shell('display:none')).state).toBe('splash');
  });

  it('is a script failure when its form is shown', () => {
    expect(read(shell('')).state).toBe('script-failure');
  });

  it('is blank when X’s root holds nothing', () => {
    expect(read('<div id="react-root"><div></div></div>').state).toBe('blank');
  });

  it('is logged out behind a log-in wall', () => {
    expect(read('<div id="react-root"><a href="/i/flow/login">Log in</a></div>').state).toBe('logged-out');
  });

  it('is not understood when the reader is logged in and nothing is known', () => {
    expect(read(`<div id="react-root">${NAV}<main>new</main></div>`).state).toBe('not-understood');
  });

  it('is foreign when another front-end drew it', () => {
    expect(read('<div id="other-app">posts</div>').state).toBe('foreign');
  });
});

describe('the page’s own numbers', () => {
  const profile = (count: string) =>
    read(
      page(`<div><h2 role="heading">Somebody 24</h2><div dir="ltr">${count}</div></div>${emptyState}`),
      '/somebody',
    );
  const account = (follows: number) =>
    read(
      `<script type="text">window.__INITIAL_STATE__={"entities":{"users":{"entities":{"1":{"friends_count":${follows}}}}}}</script>${page(emptyState)}`,
    );

  it.each([
    ['12.3K posts', true],
    ['০টি পোস্ট', false],
    ['0 posts', false],
    ['১২টি পোস্ট', true],
    ['', undefined],
  ])('a profile that counts “%s”', (count, hasPosts) => {
    expect(profile(count).hasPostsByNumbers).toBe(hasPosts);
  });

  it('an account that follows many must have a home timeline, one that follows few may not', () => {
    expect(account(240).hasPostsByNumbers).toBe(true);
    expect(account(3).hasPostsByNumbers).toBeUndefined();
  });
});

describe('under a dialog', () => {
  it('the page that was there before is judged', () => {
    expect(pathOfPage('/compose/post', '/home')).toBe('/home');
    expect(pathOfPage('/a/status/1/photo/1', '/i/lists/1')).toBe('/i/lists/1');
    expect(pathOfPage('/a', '/home')).toBe('/a');
  });
});
