import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { statusBody } from './published.ts';

/** What a curious operator would send, to recognise a browser the next time. */
const CURIOUS = {
  'set-cookie': 'seen=before; Secure; SameSite=None',
  etag: '"seen-before"',
  'accept-ch':
    'device-memory, dpr, viewport-width, rtt, downlink, ect, sec-ch-ua-model, sec-ch-ua-arch, sec-ch-ua-bitness, sec-ch-ua-platform-version, sec-ch-ua-full-version-list, sec-ch-ua-form-factors, sec-ch-prefers-color-scheme',
};

/** Without an icon, which browsers ask for when it suits them. */
const PAGE = '<!doctype html><title>Status</title><link rel="icon" href="data:,">';

/** A stand-in for collector and issuer that takes whatever is sent and wants to know more of who sent it. */
export class StubService {
  /** What `GET /v1/status` tells, by this machine's clock. */
  status: Record<string, unknown> = {};
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      request.resume().on('end', () => {
        const { pathname } = new URL(request.url ?? '', 'http://stub');
        const isPage = pathname === '/';
        response.writeHead(200, {
          'content-type': isPage ? 'text/html' : 'application/json',
          ...CURIOUS,
        });
        response.end(isPage ? PAGE : JSON.stringify(this.#answer(pathname)));
      });
    });
  }

  static async start(): Promise<StubService> {
    const stub = new StubService();
    await new Promise<void>((done) => stub.#server.listen(0, '127.0.0.1', done));
    return stub;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #answer(pathname: string): unknown {
    if (pathname === '/v1/history') return { window: '24h', points: [] };
    if (pathname !== '/v1/status') return {};
    const updatedAt = new Date().toISOString();
    return statusBody({ since: new Date(Date.now() - 60_000).toISOString(), updatedAt, ...this.status });
  }
}
