import { describe, expect, it } from 'vitest';
import { operationOf } from '../../../lib/x/endpoints.ts';
import { placeOf, surfaceOf } from '../../../lib/x/routes.ts';

describe('surfaceOf', () => {
  it.each([
    ['/home', 'home-for-you'],
    ['/i/lists/1', 'list'],
    ['/somebody', 'profile'],
    ['/somebody/with_replies', 'profile'],
    ['/somebody/followers', 'other'],
    ['/somebody/status/1', 'post'],
    ['/search', 'search'],
    ['/hashtag/x', 'search'],
    ['/notifications/mentions', 'notifications'],
    ['/i/bookmarks', 'bookmarks'],
    ['/explore/tabs/news', 'explore'],
    ['/messages/1', 'messages'],
    ['/settings/account', 'other'],
    ['/i/communities/1', 'other'],
    ['/', 'other'],
  ] as const)('%s is %s', (path, surface) => {
    expect(surfaceOf(path, 0)).toBe(surface);
  });

  it('tells home’s tabs apart by their place', () => {
    expect([0, 1, 2].map((tab) => surfaceOf('/home', tab))).toEqual([
      'home-for-you',
      'home-following',
      'home-list',
    ]);
  });
});

describe('placeOf', () => {
  it('tells lists and profiles apart, whatever the letters’ case', () => {
    expect(placeOf('/i/lists/1', 0)).not.toBe(placeOf('/i/lists/2', 0));
    expect(placeOf('/Somebody', 0)).toBe(placeOf('/somebody', 0));
    expect(placeOf('/somebody', 0)).not.toBe(placeOf('/somebody/likes', 0));
  });
});

describe('operationOf', () => {
  it('keeps the operation’s name and nothing else of a URL', () => {
    expect(operationOf('https://x.com/i/api/graphql/abc-1/HomeTimeline?variables=%7B%7D')).toBe(
      'HomeTimeline',
    );
  });

  it.each([
    'https://x.com/i/api/graphql/abc/SomethingNew',
    'https://x.com/i/api/1.1/jot/client_event.json',
    'https://x.com/somebody',
  ])('knows no operation in %s', (url) => {
    expect(operationOf(url)).toBeUndefined();
  });
});
