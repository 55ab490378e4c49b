import type { Arrived } from '../../support/front.ts';
import { engine } from './session.ts';

/** What each browser says of its own, the same in all installations. Firefox lets nobody take its priority off. */
const OWN_LINES = {
  chromium: ['sec-fetch-site: none'],
  firefox: ['priority: u=4', 'sec-fetch-site: same-origin'],
}[engine];

/** All that may reach a host of the crowd beside the body, as `headerLines` writes it: nothing in it tells people apart. */
export const anonymousLines = (host: string, { body }: Pick<Arrived, 'body'>): string[] =>
  [
    'accept: */*',
    'cache-control: no-cache',
    'connection: keep-alive',
    `host: ${host}`,
    'pragma: no-cache',
    'sec-fetch-dest: empty',
    'sec-fetch-mode: cors',
    ...OWN_LINES,
    ...(body.length > 0 ? [`content-length: ${body.length}`, 'content-type: application/octet-stream'] : []),
  ].sort();
