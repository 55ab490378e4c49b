import { httpFailure, type Reply } from './api-reply.ts';
import type { ConnectionFailure, MediaAnswer } from './scenario.ts';

/** Where X keeps pictures and videos. */
export const PICTURE_HOST = 'pbs.twimg.com';
export const VIDEO_HOST = 'video.twimg.com';

/** A picture of our own, or a list of a video's parts; nothing is ever played. */
export function mediaReply(host: string, answer: MediaAnswer): Reply | ConnectionFailure {
  if (answer === 'hang' || answer === 'drop') return answer;
  const reply = answer === 'ok' ? (host === PICTURE_HOST ? picture : playlist) : httpFailure(answer);
  return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': '*' } };
}

const picture: Reply = {
  status: 200,
  headers: { 'content-type': 'image/svg+xml' },
  body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#2d5a4a" d="M0 0h16v9H0z"/><path fill="#e0b050" d="M3 7l4-5 3 4 1-1 2 2z"/></svg>',
};

const playlist: Reply = {
  status: 200,
  headers: { 'content-type': 'application/x-mpegURL' },
  body: '#EXTM3U\n#EXT-X-ENDLIST\n',
};
