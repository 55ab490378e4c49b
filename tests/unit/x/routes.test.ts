import { describe, expect, it } from 'vitest';
import { operationOf } from '../../../lib/x/endpoints.ts';
import { isDialogPath, placeOf, surfaceOf } from '../../../lib/x/routes.ts';

describe('surfaceOf', () => {
  it.each([
    ['/home', 'home-for-you'],
    ['/i/lists/1', 'list'],
    ['/somebody', 'profile'],
    ['/somebody/with_replies', 'profile'],
    ['/somebody/followers', 'other'],
    ['/somebody/status/1', 'post'],
    ['/somebody/status', 'other'],
    ['/somebody/lists/1', 'other'],
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
    expect(placeOf('/somebody/media', 0)).not.toBe(placeOf('/somebody/likes', 0));
  });

  it('tells the lists pinned to home apart by their tab', () => {
    expect(placeOf('/home', 2)).not.toBe(placeOf('/home', 3));
  });

  it.each([
    ['/search', 'search'],
    ['/hashtag/cats', 'search'],
    ['/somebody/status/1', 'post'],
    ['/messages/1', 'messages'],
  ])('names nothing of %s but its surface', (path, place) => {
    expect(placeOf(path, 0)).toBe(place);
  });
});

describe('isDialogPath', () => {
  it.each(['/compose/post', '/somebody/status/1/photo/2', '/somebody/status/1/video/1'])(
    '%s lies over the page before it',
    (path) => {
      expect(isDialogPath(path)).toBe(true);
    },
  );

  it.each(['/home', '/somebody/status/1', '/somebody/status/1/quotes', '/i/events/1/photo'])(
    '%s is a page of its own',
    (path) => {
      expect(isDialogPath(path)).toBe(false);
    },
  );
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
