import { createPublicKey } from 'node:crypto';

const POINT_BYTES = 65;
const UNCOMPRESSED = 4;

/** Whether a text is a public key that directories can be checked with: an uncompressed point of P-256 in base64url. */
export function isDirectoryKey(text: string): boolean {
  const point = Buffer.from(text, 'base64url');
  if (point.length !== POINT_BYTES || point[0] !== UNCOMPRESSED || point.toString('base64url') !== text)
    return false;
  const coordinate = (start: number) => point.toString('base64url', start, start + 32);
  try {
    createPublicKey({
      format: 'jwk',
      key: { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33) },
    });
    return true;
  } catch {
    return false;
  }
}
