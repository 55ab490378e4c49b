import { STATUS_CODES } from 'node:http';

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
  67: 'Backend service unavailable',
  88: 'Rate limit exceeded.',
  130: 'Over capacity',
  131: 'Dependency: Internal error.',
  467: 'Your current API plan does not include access to this endpoint',
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

export function httpFailure(status: number, body: 'none' | 'json' | 'text' | 'html', errorCode = 0): Reply {
  // X says when its own limit ends; the body has been plain text since July 2023
  const limit = { 'x-rate-limit-reset': String(Math.floor(Date.now() / 1_000) + 900) };
  const headers = status === 429 ? limit : {};
  if (body === 'none') return { status, headers, body: '' };
  const reply =
    body === 'json'
      ? json({ errors: [errorEntry(errorCode)] })
      : body === 'html'
        ? html(errorPage(status))
        : text(status === 429 ? 'Rate limit exceeded' : statusLine(status));
  return { ...reply, status, headers: { ...reply.headers, ...headers } };
}

function errorEntry(code: number) {
  return { message: MESSAGES[code] ?? 'Internal error', code };
}

function errorPage(status: number): string {
  const line = statusLine(status);
  return `<!DOCTYPE html><html><head><title>${line}</title></head><body><center><h1>${line}</h1></center></body></html>`;
}

function statusLine(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? 'Error'}`;
}
