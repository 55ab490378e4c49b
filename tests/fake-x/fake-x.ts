import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Reply, text } from './api-reply.ts';
import { makeCertificate } from './certificate.ts';
import { PANEL_HOST } from './control-panel.ts';
import type { Scenario } from './scenario.ts';
import { findScenario } from './scenarios/index.ts';
import { SCRIPT_HOST } from './shell.ts';
import { Site } from './site.ts';

export interface FakeXOptions {
  /** `healthy` when not given */
  scenario?: Scenario;
  locale?: 'en' | 'bn';
  /** any free one when not given */
  port?: number;
}

export interface SeenRequest {
  host: string;
  method: string;
  /** without the query */
  path: string;
  origin?: string;
}

/**
 * X, as far as a browser extension can tell, on loopback. Browsers are told to lead every host to its port.
 *
 * @example
 * const x = await FakeX.start({ scenario: findScenario('outage-2023-12-21') });
 * x.enter('outage');
 */
export class FakeX {
  /** every TLS server name a browser opened a connection for, also of those that never became a request */
  readonly hosts = new Set<string>();
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #site: Site;
  #port = 0;

  private constructor({ scenario = findScenario('healthy'), locale = 'en' }: FakeXOptions) {
    this.#site = new Site(scenario, locale);
    const names = ['x.com', '*.x.com', 'twitter.com', '*.twitter.com', SCRIPT_HOST, PANEL_HOST] as const;
    const SNICallback = (host: string, done: (error: null) => void) => {
      this.hosts.add(host);
      done(null);
    };
    this.#server = createServer({ ...makeCertificate(...names), SNICallback }, (request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        console.error('fake X:', error);
        send(response, text('the fake itself failed', 500));
      });
    });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(options: FakeXOptions = {}): Promise<FakeX> {
    const fake = new FakeX(options);
    fake.#port = options.port ?? 0;
    await fake.accept();
    return fake;
  }

  get port(): number {
    return this.#port;
  }

  /** the running phase's name */
  get phase(): string {
    return this.#site.player.phase.name;
  }

  /** Start a scenario's first phase now; posts written meanwhile are forgotten. */
  play(scenario: Scenario): void {
    this.#site.play(scenario);
  }

  /** Jump to a phase of the running scenario and stay there. */
  enter(phaseName: string): void {
    this.#site.player.enter(phaseName);
  }

  /** From here on answer a page's path with this saved page, on every one of X's hosts and in every phase. */
  servePage(path: string, page: string): void {
    this.#site.savedPages.set(path, page);
  }

  stopServingPage(path: string): void {
    this.#site.savedPages.delete(path);
  }

  /** From here on connections are refused. */
  async refuse(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Connections are accepted again, on the same port. */
  async accept(): Promise<void> {
    if (this.#server.listening) return;
    await new Promise<void>((done, fail) => {
      this.#server.once('error', fail);
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', fail);
        done();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#site.player.stop();
    await this.refuse();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const url = new URL(request.url ?? '/', 'https://x.com');
    const { origin } = request.headers;
    this.requests.push({
      host,
      method: request.method ?? '',
      path: url.pathname,
      ...(origin ? { origin } : {}),
    });
    const reply = await this.#site.reply(host, url, request);
    if (reply === 'drop') response.destroy();
    else if (reply !== 'hang') send(response, reply);
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end(body);
}
