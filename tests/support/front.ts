import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { FakeX } from '../fake-x/fake-x.ts';

/** A request as it came from the browser. */
export interface Arrived {
  method: string;
  path: string;
  /** As they were on the line: in order, with every repetition. */
  headers: [name: string, value: string][];
  body: Buffer;
}

/** A request's headers, one line each, in the order of the alphabet; how it is compressed differs between versions. */
export const headerLines = ({ headers }: Arrived): string[] =>
  headers
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .filter((line) => !line.startsWith('accept-encoding: '))
    .sort();

/**
 * Stands before a service as a reverse proxy does: takes requests for a host that the browser believes in, keeps each as
 * it came, and passes it on to a port of this machine.
 */
export class Front {
  readonly arrived: Arrived[] = [];
  readonly host: string;
  /** Where requests are passed on to; undefined = nobody is there, and connections break. */
  port: number | undefined;
  readonly #nowMs: (() => number) | undefined;

  /** @param nowMs what its answers tell of the time, when the service's clock is another than this machine's */
  constructor(x: FakeX, host: string, port?: number, nowMs?: () => number) {
    this.host = host;
    this.port = port;
    this.#nowMs = nowMs;
    x.serveHost(host, (request, response) => {
      this.#pass(request, response).catch(() => response.destroy());
    });
  }

  /** What has arrived since the last call. */
  take(): Arrived[] {
    return this.arrived.splice(0);
  }

  async #pass(request: IncomingMessage, response: ServerResponse) {
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const { method = '', url: path = '', rawHeaders } = request;
    const headers = Array.from({ length: rawHeaders.length / 2 }, (_, index): [string, string] => [
      rawHeaders[2 * index] ?? '',
      rawHeaders[2 * index + 1] ?? '',
    ]);
    this.arrived.push({ method, path, headers, body });
    if (this.port === undefined) return void response.destroy();
    const passed = ask({ host: '127.0.0.1', port: this.port, method, path, headers: rawHeaders });
    passed.on('error', () => response.destroy());
    passed.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, this.#withTime(answer.rawHeaders));
      answer.pipe(response);
    });
    passed.end(body);
  }

  #withTime(rawHeaders: string[]): string[] {
    const nowMs = this.#nowMs?.();
    if (nowMs === undefined) return rawHeaders;
    const isDate = (index: number) => rawHeaders[index - (index % 2)]?.toLowerCase() === 'date';
    return [...rawHeaders.filter((_header, index) => !isDate(index)), 'date', new Date(nowMs).toUTCString()];
  }
}
