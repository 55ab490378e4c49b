import { createHash } from 'node:crypto';

/** A response as it goes out, made once and sent many times. */
export interface Body {
  bytes: Buffer;
  contentType: string;
  etag: string;
}

export function bodyOf(text: string, contentType: string): Body {
  const bytes = Buffer.from(text);
  return {
    bytes,
    contentType,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}

export const jsonBody = (value: unknown): Body =>
  bodyOf(JSON.stringify(value), 'application/json; charset=utf-8');
