import type { Tier } from '../../../lib/crowd/tier.ts';
import { directoryName, MAX_DIRECTORY_BYTES } from '../../../lib/crowd/tokens/directory.ts';

const TIMEOUT_MS = 5_000;

/** Gets a directory's bytes, unread; undefined while the issuer has none for that day and tier. */
export type FetchDirectory = (name: { day: number; tier: Tier }) => Promise<Uint8Array | undefined>;

/**
 * Fetches from an issuer.
 * @param issuerUrl without a slash at the end
 */
export const fetchFrom =
  (issuerUrl: string): FetchDirectory =>
  async (name) => {
    const response = await fetch(`${issuerUrl}/v1/keys/${directoryName(name)}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok && response.body) return read(response.body);
    await response.body?.cancel();
    if (response.status === 404 || response.status === 503) return undefined;
    throw new Error(`the issuer answered ${response.status}`);
  };

/** @throws when it is larger than any directory: it could be without an end */
async function read(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MAX_DIRECTORY_BYTES) throw new Error('the issuer sends what is no directory');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
