import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../lib/platform/read-answer.ts';

const UNREACHABLE = { outcome: 'unreachable' };

/** An answer of the collector; a test names only what matters to it. */
const respond = (body: BodyInit | null, headers: Record<string, string> = {}, status = 200) =>
  new Response(body, { status, headers });

const read = (response: Response) => readAnswer(response, 100);

describe('an answer', () => {
  it('is its status and its bytes', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const type = { 'content-type': 'application/octet-stream' };
    expect(await read(respond(bytes, type))).toEqual({ outcome: 'answer', status: 200, bytes });
  });

  it('may be empty, or a refusal', async () => {
    const nothing = new Uint8Array(0);
    expect(await read(respond(null))).toEqual({ outcome: 'answer', status: 200, bytes: nothing });
    const refused = respond(null, { 'retry-after': '60' }, 429);
    expect(await read(refused)).toMatchObject({ status: 429, retryAfterS: 60 });
  });

  it('tells the service’s time, also out of a cache', async () => {
    const date = 'Thu, 21 Dec 2023 05:00:00 GMT';
    const serverMs = Date.UTC(2023, 11, 21, 5);
    expect(await read(respond('{}', { date }))).toMatchObject({ serverMs });
    expect(await read(respond('{}', { date, age: '90' }))).toMatchObject({ serverMs: serverMs + 90_000 });
  });

  it.each([
    { date: 'yesterday', age: '9' },
    { 'retry-after': 'soon' },
    { 'retry-after': '-1' },
    { 'retry-after': '1e9' },
  ])('tells no time that makes no sense: %o', async (headers) => {
    const answer = await read(respond('{}', headers));
    expect(Object.keys(answer).sort()).toEqual(['bytes', 'outcome', 'status']);
  });

  it('may be as long as was allowed, in however many parts', async () => {
    const inParts = (lengths: number[]) =>
      respond(
        new ReadableStream({
          start(controller) {
            for (const length of lengths) controller.enqueue(new Uint8Array(length));
            controller.close();
          },
        }),
      );
    expect(await read(inParts([60, 0, 40]))).toMatchObject({ bytes: new Uint8Array(100) });
    expect(await read(inParts([60, 41]))).toEqual(UNREACHABLE);
  });
});

describe('no answer of ours', () => {
  it.each(['text/html', 'text/html; charset=utf-8', 'application/xhtml+xml', 'TEXT/HTML'])(
    'comes as %s: a captive portal says that all is well in its own page',
    async (type) => {
      expect(await read(respond('<h1>Welcome</h1>', { 'content-type': type }))).toEqual(UNREACHABLE);
    },
  );

  it('asks to log in to the network first', async () => {
    expect(await read(respond('{}', {}, 511))).toEqual(UNREACHABLE);
  });

  it('is cut short', async () => {
    const cut = new ReadableStream({
      start: (controller) => controller.error(new TypeError('network')),
    });
    await expect(read(respond(cut))).rejects.toThrow('network');
  });
});
