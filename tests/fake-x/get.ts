import { get, type RequestOptions } from 'node:https';

export interface Got {
  status: number;
  body: string;
  location: string | undefined;
}

/** What a browser would be given, without a browser. */
export function getFrom(port: number, path: string, host = 'x.com'): Promise<Got> {
  return new Promise((done, fail) => {
    const options: RequestOptions = { host: '127.0.0.1', port, path, servername: host, headers: { host } };
    const request = get({ ...options, agent: false, rejectUnauthorized: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body, location: response.headers.location }),
      );
      response.on('error', fail);
    });
    request.on('error', fail);
  });
}
