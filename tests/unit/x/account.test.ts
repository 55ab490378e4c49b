// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { hasPostsByHeading, isFollowingMany, ownHandle } from '../../../lib/x/account.ts';

/** A page of X with this body. */
function page(body: string): Document {
  const made = document.implementation.createHTMLDocument();
  made.body.innerHTML = body;
  return made;
}

describe('the own handle', () => {
  it('is the path of the link to one’s profile, in lower case', () => {
    expect(ownHandle(page('<a data-testid="AppTabBar_Profile_Link" href="/SomeBody"></a>'))).toBe('somebody');
  });

  it('is empty where nobody is logged in, whoever else is linked', () => {
    expect(ownHandle(page('<a href="/somebody"></a>'))).toBe('');
    expect(ownHandle(page('<a data-testid="AppTabBar_Profile_Link"></a>'))).toBe('');
  });
});

describe('an account', () => {
  const state = (json: string) => `<script type="x">window.__INITIAL_STATE__={${json}}</script>`;

  it('follows many from ten on', () => {
    expect(isFollowingMany(page(state('"friends_count":9,')))).toBe(false);
    expect(isFollowingMany(page(state('"friends_count":10,')))).toBe(true);
    expect(isFollowingMany(page(state('"friends_count":1234,')))).toBe(true);
  });

  it('is judged by X’s own state and no other script', () => {
    const other = '<script type="x">{"friends_count":500}</script>';
    expect(isFollowingMany(page(other))).toBe(false);
    expect(isFollowingMany(page(other + state('"friends_count":3,')))).toBe(false);
    expect(isFollowingMany(page(other.replace('500', '3') + state('"friends_count":500,')))).toBe(true);
  });

  it('is not taken to follow many where the page does not tell', () => {
    expect(isFollowingMany(page(''))).toBe(false);
    expect(isFollowingMany(page(state('"session":{}')))).toBe(false);
  });
});

describe('the heading of a profile', () => {
  const heading = (count: string) => page(`<div><h2 role="heading">Somebody</h2>${count}</div>`).body;

  it.each(['12.3K posts', '1 post', '10 posts', '١٠ منشورات', '१२ पोस्ट'])('counts posts in "%s"', (count) => {
    expect(hasPostsByHeading(heading(`<div>${count}</div>`))).toBe(true);
  });

  it.each(['0 posts', '٠ منشورات', '۰ پست', '० पोस्ट', '০টি পোস্ট', '๐ โพสต์'])(
    'counts none in "%s"',
    (count) => {
      expect(hasPostsByHeading(heading(`<div>${count}</div>`))).toBe(false);
    },
  );

  it('says nothing without a number', () => {
    expect(hasPostsByHeading(heading('<div>posts</div>'))).toBeUndefined();
    expect(hasPostsByHeading(heading('<div></div>'))).toBeUndefined();
    expect(hasPostsByHeading(heading(''))).toBeUndefined();
    expect(hasPostsByHeading(page('<div>12 posts</div>').body)).toBeUndefined();
  });
});
