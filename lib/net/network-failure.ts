/** Why a main document of X did not load, seen by the background. */
export const NETWORK_FAILURES = [
  'dns',
  'refused',
  'reset',
  'timeout',
  'tls',
  'http-5xx',
  'offline',
  'aborted',
  'blocked',
  'other',
] as const;
export type NetworkFailure = (typeof NETWORK_FAILURES)[number];

/** A network between the reader and X that wants a log-in first (RFC 6585). */
const NETWORK_AUTHENTICATION_REQUIRED = 511;

/** Whether a server of X's says by its status that it failed. */
export const isServerError = (status: number): boolean =>
  status >= 500 && status !== NETWORK_AUTHENTICATION_REQUIRED;

/** What the status of a main document says; undefined when nothing (the reader asked for what is not there). */
export function failureOfStatus(status: number): NetworkFailure | 'none' | undefined {
  if (isServerError(status)) return 'http-5xx';
  if (status === NETWORK_AUTHENTICATION_REQUIRED) return 'offline';
  return status < 400 ? 'none' : undefined;
}

/** Chromium's and Firefox's names in `webRequest.onErrorOccurred`; measured on Chromium 156 and Firefox 153, time-outs by name only. */
const KNOWN = new Map<string, NetworkFailure>([
  ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
  ['net::ERR_NAME_RESOLUTION_FAILED', 'dns'],
  ['NS_ERROR_UNKNOWN_HOST', 'dns'],
  ['net::ERR_CONNECTION_REFUSED', 'refused'],
  ['NS_ERROR_CONNECTION_REFUSED', 'refused'],
  ['net::ERR_EMPTY_RESPONSE', 'reset'],
  ['net::ERR_CONNECTION_RESET', 'reset'],
  ['net::ERR_CONNECTION_CLOSED', 'reset'],
  ['NS_ERROR_NET_RESET', 'reset'],
  ['NS_ERROR_NET_EMPTY_RESPONSE', 'reset'],
  ['net::ERR_CONTENT_LENGTH_MISMATCH', 'reset'],
  ['NS_ERROR_NET_PARTIAL_TRANSFER', 'reset'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ['net::ERR_TIMED_OUT', 'timeout'],
  ['NS_ERROR_NET_TIMEOUT', 'timeout'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'tls'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
  ['net::ERR_CERT_DATE_INVALID', 'tls'],
  ['net::ERR_CERT_COMMON_NAME_INVALID', 'tls'],
  ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ['net::ERR_NETWORK_CHANGED', 'offline'],
  ['NS_ERROR_OFFLINE', 'offline'],
  ['net::ERR_ABORTED', 'aborted'],
  ['NS_BINDING_ABORTED', 'aborted'],
  ['net::ERR_BLOCKED_BY_CLIENT', 'blocked'],
  ['net::ERR_BLOCKED_BY_ADMINISTRATOR', 'blocked'],
]);

/**
 * What a browser's error string means. Firefox sends human sentences for certificate errors, in the user's
 * language: whatever is not known is `other`, and no string is kept.
 */
export const networkFailureOf = (error: string): NetworkFailure => KNOWN.get(error) ?? 'other';
