// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest';
import { pathOfPage, readPage } from '../../../lib/observe/read-page.ts';
import phrases from '../../../lib/x/phrases/phrases.json' with { type: 'json' };

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

function read(body: string, path = '/home', lang = 'en') {
  document.documentElement.lang = lang;
  document.body.innerHTML = body;
  return readPage(document, path);
}

const emptyOf = (header: string, body = '') =>
  `<div data-testid="emptyState"><div><div data-testid="empty_state_header_text"><span>${header}</span></div><div data-testid="empty_state_body_text"><span>${body}</span></div></div></div>`;

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

  it('are posts without a column around them, too', () => {
    expect(read(`<div id="react-root">${post('a')}</div>`)).toMatchObject({ state: 'posts' });
  });

  it('of 2021 stand in no cells', () => {
    expect(read(page(`<section>${post('a')}</section>`)).state).toBe('posts');
  });
});

describe('a reading', () => {
  it('stands as long as a post of somebody else does, and on no other', () => {
    const promoted = `<div data-testid="placementTracking">${post('b')}</div>`;
    expect(read(page(list(cell(promoted), cell(post('reader'))))).standing).toBeUndefined();
    const { standing } = read(page(list(cell(post('a')), cell(promoted))));
    expect(standing?.isConnected).toBe(true);
    document.body.innerHTML = page(emptyState);
    expect(standing?.isConnected).toBe(false);
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

  it.each(Object.entries(phrases.retryPrompt))(
    'with a retry prompt in %s asks to try again',
    (lang, text) => {
      expect(read(page(TABS + prompt(text)), '/home', lang)).toMatchObject({ state: 'retry-prompt' });
    },
  );

  it('of 2021 has buttons that are none', () => {
    expect(read(page(prompt('Something went wrong. Try reloading.', 'div'))).state).toBe('retry-prompt');
  });

  it('in a language that is not X’s any more asks to try again by its shape', () => {
    expect(read(page(TABS + prompt('Ion salti eraris, reprovu.')), '/home', 'eo').state).toBe('retry-prompt');
  });

  it('may say something else in the same shape', () => {
    expect(read(page(TABS + prompt('Get more out of X today'))).state).toBe('not-understood');
    expect(read(page(prompt('Ion salti eraris, reprovu.')), '/settings', 'eo').state).toBe('posts');
  });

  it.each(Object.entries(phrases.lostConnection))(
    'that tells of a lost connection in %s is the reader’s own side',
    (lang, text) => {
      const reading = read(page(TABS + prompt(text)), '/home', lang);
      expect(reading).toMatchObject({ state: 'retry-prompt', ownCause: 'offline' });
    },
  );

  it('is the reader’s own side by the icon above the prompt, too', () => {
    const withIcon = prompt('Konekto perdita, reprovu.').replace(
      '<div dir',
      '<div><svg></svg></div><div dir',
    );
    expect(read(page(withIcon), '/home', 'eo')).toMatchObject({ ownCause: 'offline' });
  });

  it.each(Object.entries(phrases.scriptLoadFailure))('that could not start says so in %s', (lang, text) => {
    expect(read(page(prompt(text)), '/home', lang).state).toBe('script-failure');
  });

  it('with a list of people or trends has what it should', () => {
    expect(read(page(list(cell('Trending: birds'))), '/explore')).toMatchObject({
      state: 'posts',
      posts: { organic: 0, promoted: 0, own: 0 },
    });
  });

  it('with X’s 404 is not found', () => {
    expect(read(page('<div data-testid="error-detail">Hmm</div>'), '/nobody').state).toBe('not-found');
  });
});

describe('an empty state', () => {
  it.each(Object.entries(phrases.listEmptyHeader))('of a list waits for posts in %s', (lang, header) => {
    expect(read(page(emptyOf(header)), '/i/lists/1', lang).state).toBe('empty');
  });

  it.each(Object.entries(phrases.profileEmptyBody))('of a profile has no posts in %s', (lang, body) => {
    expect(read(page(emptyOf('@a', body)), '/a', lang).state).toBe('empty');
  });

  it.each([
    ['Account suspended', '/a', 'en'],
    ['This account doesn’t exist', '/a', 'en'],
    ['These posts are protected', '/a', 'en'],
    ['Cuenta suspendida', '/a', 'es'],
    ['This List is private', '/i/lists/1', 'en'],
  ])('that says “%s” is no failure', (header, path, lang) => {
    expect(read(page(emptyOf(header)), path, lang).state).toBe('user-state');
  });

  it('of one’s own profile invites to post', () => {
    const invite = emptyOf('Send a post').replace(
      '</div></div></div>',
      '</div></div><a href="/compose/post">Post</a></div>',
    );
    expect(read(page(invite), '/reader').state).toBe('empty');
  });

  it('in a language without words of ours is believed', () => {
    expect(read(page(emptyOf('Neniu afiŝo')), '/a', 'eo').state).toBe('empty');
  });

  it('in the sidebar or in a dialog is not the page’s', () => {
    expect(read(page(list(cell(post('a'))), emptyState)).state).toBe('posts');
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

  it('is a script failure when the whole app could not start', () => {
    expect(read(`<div id="react-root">${prompt(phrases.scriptLoadFailure.en)}</div>`).state).toBe(
      'script-failure',
    );
  });

  it('tells what it lacks when it is not understood', () => {
    expect(read(`<div id="react-root">${NAV}<main>new</main></div>`).missing).toEqual([
      'mainColumn',
      'tabs',
      'cell',
      'post',
    ]);
  });

  it.each([
    [
      'X’s API in place of the page',
      '<pre>{"errors":[{"message":"Your plan","code":467}]}</pre><div class="json-formatter-container"></div>',
      'document-error',
      undefined,
    ],
    ['some other JSON', '<pre>{"ok":true}</pre>', 'foreign', undefined],
    ['a limit in words', '<pre>Rate limit exceeded\n</pre>', 'document-error', 'rate-limited'],
    [
      'an error of the CDN',
      '<div id="cf-wrapper"><div id="cf-error-details"><h1>Error code 522</h1></div></div>',
      'document-error',
      undefined,
    ],
    [
      'a block by the CDN',
      '<div id="cf-wrapper"><div id="cf-error-details"><h1>Sorry, you have been blocked</h1></div></div>',
      'foreign',
      'blocked',
    ],
  ])('with %s', (_what, body, state, ownCause) => {
    const reading = read(body);
    expect([reading.state, reading.ownCause]).toEqual([state, ownCause]);
  });

  it('is foreign when another front-end drew it', () => {
    expect(read('<div id="other-app">posts</div>').state).toBe('foreign');
  });
});

describe('the page’s own numbers', () => {
  const profile = (count: string) =>
    read(
      page(
        `<div><h2 role="heading">Somebody 24</h2><div dir="ltr">${count}</div></div>${emptyOf('@somebody', phrases.profileEmptyBody.en)}`,
      ),
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

  it('may stand in a block beside the heading, and a number in the name is none', () => {
    const heading = (count: string) =>
      `<div><div><h2 role="heading">Route 66</h2></div><div>${count}</div></div>${emptyOf('', phrases.profileEmptyBody.en)}`;
    expect(read(page(heading('7 posts')), '/somebody').hasPostsByNumbers).toBe(true);
    expect(read(page(heading('')), '/somebody').hasPostsByNumbers).toBeUndefined();
  });

  it('say nothing about the tabs of a profile that list something else', () => {
    const heading = '<h2 role="heading">Somebody</h2><div>12.3K posts</div>';
    expect(
      read(page(heading + emptyOf('', phrases.profileEmptyBody.en)), '/somebody/media').hasPostsByNumbers,
    ).toBeUndefined();
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
