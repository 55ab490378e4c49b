import { STATUS_CODES } from 'node:http';
import {
  cloudflareBlockPage,
  cloudflareChallengePage,
  cloudflareErrorPage,
} from './documents/cloudflare-pages.ts';
import type { HttpFailure } from './scenario.ts';

/** One answer, ready to be written. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

/** X's messages for its error codes, as its API sent them. */
const MESSAGES: Record<number, string> = {
  29: 'Timeout: Unspecified',
  34: 'Sorry, that page does not exist.',
  67: 'Backend service unavailable',
  88: 'Rate limit exceeded.',
  130: 'Over capacity',
  131: 'Dependency: Internal error.',
  144: '_Missing: No status found with that ID.',
  185: 'User is over daily status update limit.',
  187: 'Status is a duplicate.',
  226: 'This request looks like it might be automated.',
  353: 'This request requires a matching csrf cookie and header.',
  467: 'Your current API plan does not include access to this endpoint, please see https://developer.twitter.com/en/docs/twitter-api for more information',
};

export const json = (body: unknown, headers = {}): Reply => ({
  status: 200,
  headers: { ...JSON_TYPE, ...headers },
  body: JSON.stringify(body),
});

export const html = (body: string, status = 200): Reply => ({ status, headers: HTML, body });

export const text = (body: string, status = 200): Reply => ({ status, headers: TEXT, body });

export const javascript = (body: string): Reply => ({
  status: 200,
  headers: { 'content-type': 'text/javascript; charset=utf-8' },
  body,
});

/** HTTP 200 with `errors`, the form X's GraphQL uses for most of its failures. */
export function graphqlErrors(code: number): Reply {
  return json({ errors: [{ ...errorEntry(code), kind: 'Operational', path: [] }], data: {} });
}

export function httpFailure({ status, body, errorCode = 0 }: HttpFailure): Reply {
  // X says when its own limit ends; the body has been plain text since July 2023
  const limit = { 'x-rate-limit-reset': String(Math.floor(Date.now() / 1_000) + 900) };
  const reply = failureBody(status, body, errorCode);
  return { ...reply, status, headers: { ...reply.headers, ...(status === 429 ? limit : {}) } };
}

export const redirect = (location: string, status = 302): Reply => ({
  status,
  headers: { location },
  body: '',
});

function failureBody(status: number, body: HttpFailure['body'], errorCode: number): Reply {
  switch (body) {
    case 'none':
      return { status, body: '' };
    case 'json':
      return json({ errors: [errorEntry(errorCode)] });
    case 'html':
      return html(errorPage(status));
    case 'cloudflare':
      return html(status === 403 ? cloudflareBlockPage() : cloudflareErrorPage(status));
    case 'challenge':
      return html(cloudflareChallengePage());
    case 'text':
      return text(status === 429 ? 'Rate limit exceeded' : statusLine(status));
  }
}

export function errorEntry(code: number) {
  return { message: MESSAGES[code] ?? 'Internal error', code };
}

function errorPage(status: number): string {
  const line = statusLine(status);
  return `<!DOCTYPE html><html><head><title>${line}</title></head><body><center><h1>${line}</h1></center></body></html>`;
}

function statusLine(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? 'Error'}`;
}
