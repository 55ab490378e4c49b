import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { html, httpFailure, javascript, type Reply, text } from './api-reply.ts';
import { ApiServer, JOT_PATH, jotReply, operationOf, type Variables } from './api-server.ts';
import { appScript } from './app-scripts.ts';
import { PANEL_HOST, panelOrder, panelPage } from './control-panel.ts';
import { type ConnectionFailure, type Operation, type Scenario, withDelay } from './scenario.ts';
import { ScenarioPlayer } from './scenario-player.ts';
import { findScenario, scenarios } from './scenarios/index.ts';
import { SCRIPT_PATH, shellPage } from './shell.ts';

/** About what a request to X's API takes on a good line: long enough for spinners to be seen. */
const USUAL_DELAY_MS = 80;
/** Both serve the app. The real twitter.com redirects; one host with the page on it is enough to test the other. */
const APP_HOSTS = /^(www\.|mobile\.)?(x|twitter)\.com$/;
const LARGEST_BODY = 100_000;

/** What the fake X answers to a request, by host and path and by the phase that is running. */
export class Site {
  readonly savedPages = new Map<string, string>();
  readonly player: ScenarioPlayer;
  readonly #locale: 'en' | 'bn';
  #api: ApiServer;
  #repliesCount = 0;

  constructor(scenario: Scenario, locale: 'en' | 'bn') {
    this.player = new ScenarioPlayer(scenario);
    this.#locale = locale;
    this.#api = new ApiServer({ account: scenario.account, locale });
  }

  play(scenario: Scenario): void {
    this.#api = new ApiServer({ account: scenario.account, locale: this.#locale });
    this.player.play(scenario);
  }

  async reply(host: string, url: URL, request: IncomingMessage): Promise<Reply | ConnectionFailure> {
    this.#repliesCount++;
    if (host === PANEL_HOST) return this.#panel(request);
    if (url.pathname.startsWith(SCRIPT_PATH)) return this.#script(url.pathname);
    if (!APP_HOSTS.test(host)) return text('no such host here', 404);
    if (url.pathname === JOT_PATH) return jotReply();
    if (url.pathname.startsWith('/i/api/')) {
      const operation = operationOf(url.pathname);
      return operation ? this.#operation(operation, url, request) : httpFailure(404, 'json', 34);
    }
    return this.#document(url.pathname);
  }

  async #document(path: string): Promise<Reply | ConnectionFailure> {
    const saved = this.savedPages.get(path);
    if (saved !== undefined) return html(saved);
    const { answer, delayMs } = withDelay(this.player.phase.document ?? 'app', 0);
    await sleep(delayMs);
    if (answer === 'app') return html(shellPage(this.#api.viewer));
    return typeof answer === 'object' ? httpFailure(answer.status, answer.body, answer.errorCode) : answer;
  }

  #script(path: string): Reply | ConnectionFailure {
    const { scripts } = this.player.phase;
    if (scripts === 'hang') return 'hang';
    const script = scripts === 'missing' ? undefined : appScript(path);
    const reply = script === undefined ? text('not found', 404) : javascript(script);
    // the pages are on another host than their scripts
    return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': '*' } };
  }

  async #operation(
    operation: Operation,
    url: URL,
    request: IncomingMessage,
  ): Promise<Reply | ConnectionFailure> {
    const written =
      request.method === 'POST' ? (JSON.parse(await bodyOf(request)) as { variables: Variables }) : null;
    const variables =
      written?.variables ?? (JSON.parse(url.searchParams.get('variables') ?? '{}') as Variables);
    const { answer, delayMs } = withDelay(this.player.phase.operations[operation] ?? 'posts', USUAL_DELAY_MS);
    await sleep(delayMs);
    return answer === 'hang' || answer === 'drop' ? answer : this.#api.reply(operation, variables, answer);
  }

  async #panel(request: IncomingMessage): Promise<Reply> {
    if (request.method === 'POST') {
      const order = panelOrder(await bodyOf(request));
      if (order && 'play' in order) this.play(findScenario(order.play));
      if (order && 'enter' in order) this.player.enter(order.enter);
      return { status: 303, headers: { location: '/' }, body: '' };
    }
    const { scenario: running, phase } = this.player;
    return html(panelPage({ scenarios, running, phase, requestsCount: this.#repliesCount }));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > LARGEST_BODY) throw new Error('body too large');
  }
  return body;
}
