import { expect, it } from 'vitest';
import { failureOfStatus, networkFailureOf } from '../../../lib/net/network-failure.ts';

it.each([
  ['net::ERR_CONNECTION_REFUSED', 'refused'],
  ['NS_ERROR_CONNECTION_REFUSED', 'refused'],
  ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
  ['NS_ERROR_UNKNOWN_HOST', 'dns'],
  ['net::ERR_EMPTY_RESPONSE', 'reset'],
  ['NS_ERROR_NET_RESET', 'reset'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ['NS_ERROR_NET_TIMEOUT', 'timeout'],
  ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ['NS_ERROR_OFFLINE', 'offline'],
  ['net::ERR_ABORTED', 'aborted'],
  ['NS_BINDING_ABORTED', 'aborted'],
  ['net::ERR_BLOCKED_BY_CLIENT', 'blocked'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
  ['The certificate is not trusted because it is self-signed.', 'other'],
  ['toString', 'other'],
] as const)('%s is %s', (error, failure) => {
  expect(networkFailureOf(error)).toBe(failure);
});

it.each([
  [200, 'none'],
  [302, 'none'],
  [404, undefined],
  [429, undefined],
  [500, 'http-5xx'],
  [522, 'http-5xx'],
  [511, 'offline'],
] as const)('a document of status %i is %s: 511 is the answer of a network before X', (status, failure) => {
  expect(failureOfStatus(status)).toBe(failure);
});
