import { describe, expect, it } from 'vitest';
import { parseObservation, type Sender } from '../../../lib/messages/observation-message.ts';
import { observation } from '../../support/reader.ts';

const own = { extensionId: 'canary', hosts: ['x.com', 'twitter.com'] };
const sender: Sender = {
  id: 'canary',
  frameId: 0,
  url: 'https://x.com/home',
  tab: { id: 7, incognito: false },
};
const message = { type: 'observation', observation: observation({ place: '0123456789abcdef' }) };

describe('a message to the background', () => {
  it('is an observation with the tab it comes from', () => {
    expect(parseObservation(message, sender, own)).toEqual({ observation: message.observation, tabId: 7 });
  });

  it.each<[string, Partial<Sender>]>([
    ['another extension', { id: 'other' }],
    ['a frame inside the page', { frameId: 3 }],
    ['another site', { url: 'https://example.com/' }],
    ['a host that only looks like X', { url: 'https://x.com.example.com/' }],
    ['no page', { url: undefined }],
    ['a private window', { tab: { id: 7, incognito: true } }],
    ['no tab', { tab: undefined }],
  ])('is refused from %s', (_who, part) => {
    expect(parseObservation(message, { ...sender, ...part }, own)).toBeUndefined();
  });

  it.each([
    ['text of the page', { ...message, observation: { ...message.observation, text: 'hello' } }],
    ['a name for a place', { ...message, observation: { ...message.observation, place: 'list/somebody' } }],
    ['an unknown state', { ...message, observation: { ...message.observation, state: 'fine' } }],
    ['a negative time', { ...message, observation: { ...message.observation, ageMs: -1 } }],
    ['another type', { ...message, type: 'report' }],
    ['nothing', undefined],
  ])('is refused with %s in it', (_what, other) => {
    expect(parseObservation(other, sender, own)).toBeUndefined();
  });
});
