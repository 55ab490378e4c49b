import type { Answer, Outcome } from '../crowd/client/transport.ts';

const UNREACHABLE: Outcome = { outcome: 'unreachable' };

/** A network that wants a log-in first says so with this, or with a page of its own (RFC 6585). */
const NETWORK_AUTHENTICATION_REQUIRED = 511;

/**
 * Reads an answer to its end.
 *
 * @throws when the connection breaks, which is for the caller to call unreachable
 */
export async function readAnswer(response: Response, mostBytes: number): Promise<Outcome> {
  const { status, headers } = response;
  // The services answer with data. Pages come from hotels, firewalls and proxies.
  const isPage = /html/i.test(headers.get('content-type') ?? '');
  if (isPage || status === NETWORK_AUTHENTICATION_REQUIRED) {
    await response.body?.cancel();
    return UNREACHABLE;
  }
  const bytes = await readUpTo(response, mostBytes);
  return bytes ? { outcome: 'answer', status, bytes, ...timesIn(headers) } : UNREACHABLE;
}

/** The whole body; undefined as soon as it is too long. */
async function readUpTo(response: Response, mostBytes: number) {
  const body = new Uint8Array(mostBytes);
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    if (length + part.value.length > mostBytes) {
      await reader?.cancel();
      return undefined;
    }
    body.set(part.value, length);
    length += part.value.length;
  }
  return body.slice(0, length);
}

/** A cache in between leaves the date as it was and tells its answer's age (RFC 9111). */
function timesIn(headers: Headers): Pick<Answer, 'serverMs' | 'retryAfterS'> {
  const dateMs = Date.parse(headers.get('date') ?? '');
  const ageS = secondsIn(headers.get('age')) ?? 0;
  const retryAfterS = secondsIn(headers.get('retry-after'));
  return {
    ...(Number.isNaN(dateMs) ? {} : { serverMs: dateMs + ageS * 1000 }),
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
  };
}

const secondsIn = (header: string | null) =>
  header !== null && /^\d{1,9}$/.test(header) ? Number(header) : undefined;
