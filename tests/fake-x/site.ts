import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { html, httpFailure, json, type Reply, redirect, text } from './api-reply.ts';
import { ApiServer, operationOf, TELEMETRY_PATH, type Variables } from './api-server.ts';
import { SCRIPT_PATH, scriptNameOf, scriptReply } from './app-scripts.ts';
import { settingsScript } from './app-settings.ts';
import { PANEL_HOST, panelOrder, panelPage } from './control-panel.ts';
import { ACCOUNT_ACCESS_PATH, accountAccessPage } from './documents/account-access-page.ts';
import { loggedInFrontEnd, loggedOutFrontEnd } from './documents/unknown-front-ends.ts';
import { mediaReply, PICTURE_HOST, VIDEO_HOST } from './media.ts';
import { type PhraseTables, phrasesOf } from './phrases/phrases-of.ts';
import { type Decision, Dice, decide, type Planned } from './plan.ts';
import { SHORT_LINK_HOST, type Viewer } from './post-factory.ts';
import type { ConnectionFailure, Era, Layout, Operation, Phase, Scenario } from './scenario.ts';
import { ScenarioPlayer } from './scenario-player.ts';
import { findScenario, scenarios } from './scenarios/index.ts';
import { shellPage } from './shell.ts';
import { plannedIn, type Target, type TargetAnswers } from './targets.ts';

/** About what a request to X's API takes on a good line: long enough for spinners to be seen. */
const USUAL_DELAY_MS = 80;
/** Both serve the app. The real twitter.com redirects; one host with the page on it is enough to test the other. */
const APP_HOSTS = /^(www\.|mobile\.)?(x|twitter)\.com$/;
const LARGEST_BODY = 100_000;

export interface SiteOptions {
  locale: string;
  phrases?: PhraseTables | undefined;
  /** these two outrank the scenario's */
  era?: Era | undefined;
  layout?: Layout | undefined;
  seed: number;
}

/** What the fake X answers to a request, by host and path and by the phase that is running. */
export class Site {
  readonly savedPages = new Map<string, string>();
  readonly player: ScenarioPlayer;
  /** what was injected by hand, over all that phases say */
  readonly faults = new Map<Target, Planned<unknown>>();
  readonly #options: SiteOptions;
  #api: ApiServer;
  #dice: Dice;
  #repliesCount = 0;

  constructor(scenario: Scenario, options: SiteOptions, onPhase: (phase: Phase) => void) {
    this.#options = options;
    this.#api = new ApiServer(this.#viewer(scenario));
    this.#dice = new Dice(options.seed);
    this.player = new ScenarioPlayer(scenario, onPhase);
  }

  play(scenario: Scenario): void {
    this.#api = new ApiServer(this.#viewer(scenario));
    this.#dice = new Dice(this.#options.seed);
    this.player.play(scenario);
  }

  async reply(host: string, url: URL, request: IncomingMessage): Promise<Reply | ConnectionFailure> {
    this.#repliesCount++;
    if (host === PANEL_HOST) return this.#panel(request);
    if (host === PICTURE_HOST)
      return mediaReply(host, await this.#due('pictures', { answer: 'ok', delayMs: 0 }));
    if (host === VIDEO_HOST) return mediaReply(host, await this.#due('videos', { answer: 'ok', delayMs: 0 }));
    if (host === SHORT_LINK_HOST) return this.#shortLink();
    if (url.pathname.startsWith(SCRIPT_PATH)) return this.#script(scriptNameOf(url.pathname));
    if (!APP_HOSTS.test(host)) return text('no such host here', 404);
    if (url.pathname === TELEMETRY_PATH) return this.#telemetry();
    if (url.pathname.startsWith('/i/api/')) {
      const operation = operationOf(url.pathname);
      return operation
        ? this.#operation(operation, url, request)
        : httpFailure({ status: 404, body: 'json', errorCode: 34 });
    }
    return this.#document(url.pathname);
  }

  /** Waits as long as the running plan says, and tells what it answers. */
  async #due<T extends Target>(target: T, usual: Decision<TargetAnswers[T]>): Promise<TargetAnswers[T]> {
    const planned = decide(plannedIn(this.player.phase, target), target, this.#dice, usual);
    const injected = this.faults.get(target) as Planned<TargetAnswers[T]> | undefined;
    const { answer, delayMs } = decide(injected, `injected ${target}`, this.#dice, planned);
    await sleep(delayMs);
    return answer;
  }

  async #document(path: string): Promise<Reply | ConnectionFailure> {
    const saved = this.savedPages.get(path);
    if (saved !== undefined) return html(saved);
    const answer = await this.#due('document', { answer: 'app', delayMs: 0 });
    if (answer === 'hang' || answer === 'drop') return answer;
    if (typeof answer === 'object') return httpFailure(answer);
    if (answer === 'unknown-app') return html(loggedInFrontEnd);
    const { visitor, otherExtension } = this.player.phase;
    if (visitor === 'challenged') {
      return path === ACCOUNT_ACCESS_PATH ? html(accountAccessPage) : redirect(ACCOUNT_ACCESS_PATH);
    }
    const isLoggedIn = visitor === undefined;
    if (!isLoggedIn && path === '/') return html(loggedOutFrontEnd);
    return html(shellPage(this.#api.viewer, { isLoggedIn, otherExtension }));
  }

  async #script(name: string): Promise<Reply | ConnectionFailure> {
    const ok = { answer: 'ok', delayMs: 0 } as const;
    const { phase } = this.player;
    const general = await this.#due('scripts', ok);
    const { answer, delayMs } = decide(phase.chunks?.[name], name, this.#dice, { ...ok, answer: general });
    await sleep(delayMs);
    const hasMedia = phase.pictures !== undefined || phase.videos !== undefined;
    return scriptReply(name, answer, () => settingsScript(this.#api.viewer, hasMedia));
  }

  async #operation(
    operation: Operation,
    url: URL,
    request: IncomingMessage,
  ): Promise<Reply | ConnectionFailure> {
    const written =
      request.method === 'POST' ? (JSON.parse(await bodyOf(request)) as { variables?: Variables }) : null;
    const variables =
      written?.variables ?? (JSON.parse(url.searchParams.get('variables') ?? '{}') as Variables);
    const due = await this.#due(operation, { answer: 'posts', delayMs: USUAL_DELAY_MS });
    const isPaged = typeof due === 'object' && 'firstPage' in due;
    const isFirst = variables.cursor === undefined;
    const answer = isPaged ? (isFirst ? due.firstPage : due.furtherPages) : due;
    return answer === 'hang' || answer === 'drop' ? answer : this.#api.reply(operation, variables, answer);
  }

  async #telemetry(): Promise<Reply | ConnectionFailure> {
    const answer = await this.#due('telemetry', { answer: 'ok', delayMs: 0 });
    return answer === 'ok' ? json({}) : answer;
  }

  /** X's own words on 2023-12-13, when links led nowhere, are known only as far as the heading. */
  async #shortLink(): Promise<Reply> {
    const answer = await this.#due('shortLinks', { answer: 'ok', delayMs: 0 });
    if (answer === 'ok')
      return html('<!DOCTYPE html><title>Elsewhere</title><p>A page of somebody else.</p>');
    return {
      ...html('<!DOCTYPE html><title>This page is down</title><h1>This page is down</h1>'),
      status: answer.status,
    };
  }

  async #panel(request: IncomingMessage): Promise<Reply> {
    if (request.method === 'POST') {
      const order = panelOrder(await bodyOf(request));
      if (order && 'play' in order) this.play(findScenario(order.play));
      if (order && 'enter' in order) this.player.enter(order.enter);
      return redirect('/', 303);
    }
    const { scenario: running, phase } = this.player;
    return html(panelPage({ scenarios, running, phase, requestsCount: this.#repliesCount }));
  }

  #viewer({ account, ...scenario }: Scenario): Viewer {
    const { locale, phrases } = this.#options;
    const era = this.#options.era ?? scenario.era ?? '2025';
    const layout = this.#options.layout ?? scenario.layout ?? 'desktop';
    return { account, locale, era, layout, phrases: phrasesOf(locale, era, phrases) };
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
