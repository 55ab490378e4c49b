import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Reply, text } from './api-reply.ts';
import { SCRIPT_HOST } from './app-scripts.ts';
import { makeCertificate } from './certificate.ts';
import { PANEL_HOST } from './control-panel.ts';
import { PICTURE_HOST, VIDEO_HOST } from './media.ts';
import type { PhraseTables } from './phrases/phrases-of.ts';
import type { Planned } from './plan.ts';
import { SHORT_LINK_HOST } from './post-factory.ts';
import type { Era, Layout, Phase, Scenario } from './scenario.ts';
import { findScenario } from './scenarios/index.ts';
import { Site } from './site.ts';
import type { Target, TargetAnswers } from './targets.ts';

export interface FakeXOptions {
  /** `healthy` when not given */
  scenario?: Scenario;
  /** the page's language, `en` when not given; `bn` and `ar` are built in, English stands in for the others */
  locale?: string;
  /** phrases in further languages, see loadPhrases */
  phrases?: PhraseTables;
  /** whose markup the pages have; the scenario's, or that of 2025, when not given */
  era?: Era;
  layout?: Layout;
  /** another one means other luck where answers depend on chance */
  seed?: number;
  /** any free one when not given */
  port?: number;
}

const OTHER_HOSTS = [SCRIPT_HOST, PICTURE_HOST, VIDEO_HOST, SHORT_LINK_HOST, PANEL_HOST];

/** Answers for a host that is not X's. */
export type OtherHost = (request: IncomingMessage, response: ServerResponse) => void;

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
  readonly #otherHosts = new Map<string, OtherHost>();
  #port = 0;
  #isRefusedByPhase = false;
  /** the connections' changes so far, one after the other */
  #switching: Promise<void> = Promise.resolve();

  private constructor(options: FakeXOptions) {
    const { scenario = findScenario('healthy'), locale = 'en', phrases, era, layout, seed = 1 } = options;
    const site = { locale, phrases, era, layout, seed };
    this.#site = new Site(scenario, site, (phase) => this.#followConnection(phase));
    const names = ['x.com', '*.x.com', 'twitter.com', '*.twitter.com', ...OTHER_HOSTS] as const;
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
    fake.#followConnection(fake.#site.player.phase);
    await fake.#switching;
    return fake;
  }

  get port(): number {
    return this.#port;
  }

  /** the running phase's name */
  get phase(): string {
    return this.#site.player.phase.name;
  }

  /** Start a scenario's first phase now; posts written meanwhile are forgotten, injected faults stay. */
  play(scenario: Scenario): Promise<void> {
    this.#site.play(scenario);
    return this.#switching;
  }

  /**
   * Jump to a phase of the running scenario and stay there. Answers are the phase's at once; the promise is for
   * phases that refuse connections.
   */
  enter(phaseName: string): Promise<void> {
    this.#site.player.enter(phaseName);
    return this.#switching;
  }

  /**
   * From here on a target answers this, whatever the phase says. What a plan leaves open, by its rate, is the phase's.
   *
   * @example
   * x.inject('HomeTimeline', { rate: 0.3, answer: { status: 503, body: 'json', errorCode: 130 } });
   * x.inject('document', { answer: 'app', delayMs: [5_000, 15_000] });
   */
  inject<T extends Target>(target: T, fault: Planned<TargetAnswers[T]>): void {
    this.#site.faults.set(target, fault);
  }

  clearFaults(): void {
    this.#site.faults.clear();
  }

  /** From here on answer a page's path with this saved page, on every one of X's hosts and in every phase. */
  servePage(path: string, page: string): void {
    this.#site.savedPages.set(path, page);
  }

  stopServingPage(path: string): void {
    this.#site.savedPages.delete(path);
  }

  /** From here on requests for a host that is not X's are answered like this: browsers lead them here too. */
  serveHost(host: string, answer: OtherHost): void {
    this.#otherHosts.set(host, answer);
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
    await this.#switching;
    await this.refuse();
  }

  /** Only what a phase has closed does another phase open. */
  #followConnection({ connection }: Phase): void {
    const isRefused = connection === 'refused';
    if (this.#port === 0 || isRefused === this.#isRefusedByPhase) return; // 0: not started yet
    this.#isRefusedByPhase = isRefused;
    this.#switching = this.#switching.then(() => (isRefused ? this.refuse() : this.accept()));
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
    const other = this.#otherHosts.get(host);
    if (other) return other(request, response);
    const reply = await this.#site.reply(host, url, request);
    if (reply === 'drop') response.destroy();
    else if (reply !== 'hang') send(response, reply);
  }
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end(body);
}
