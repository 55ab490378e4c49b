import type { Operation } from '../scenario.ts';

/** How long X's app waits is not known; long enough that a page can be seen to hang. */
const TIMEOUT_MS = 30_000;

/** Whatever kept a request from bringing data; status 0 when there was no answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number) {
    super(`answered ${status}, code ${code}`);
    this.status = status;
    this.code = code;
  }
}

export interface ApiAnswer {
  body: unknown;
  headers: Headers;
}

export function query(operation: Operation, variables: object, signal: AbortSignal): Promise<ApiAnswer> {
  const search = new URLSearchParams({ variables: JSON.stringify(variables), features: '{}' });
  return answerOf(fetch(`${graphqlPath(operation)}?${search}`, { signal: orTimeout(signal) }));
}

export function mutate(operation: Operation, variables: object): Promise<ApiAnswer> {
  return post(graphqlPath(operation), { variables, queryId: queryIdOf(operation) });
}

export function get(path: string, signal: AbortSignal): Promise<ApiAnswer> {
  return answerOf(fetch(path, { signal: orTimeout(signal) }));
}

export function post(path: string, body: object): Promise<ApiAnswer> {
  const headers = { 'content-type': 'application/json' };
  return answerOf(fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function answerOf(fetching: Promise<Response>): Promise<ApiAnswer> {
  const response = await fetching.catch(() => {
    throw new ApiError(0, 0);
  });
  if (!response.ok) throw new ApiError(response.status, errorCodeIn(await response.json().catch(() => null)));
  const body: unknown = await response.json().catch(() => {
    throw new ApiError(response.status, 0);
  });
  const code = errorCodeIn(body);
  // errors beside data are an everyday thing on X since March 2025 and no failure
  if (code !== 0 && !hasData(body)) throw new ApiError(response.status, code);
  return { body, headers: response.headers };
}

function errorCodeIn(body: unknown): number {
  return (body as { errors?: { code: number }[] } | null)?.errors?.[0]?.code ?? 0;
}

function hasData(body: unknown): boolean {
  const { data } = body as { data?: object };
  return data !== undefined && Object.keys(data).length > 0;
}

function orTimeout(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
}

function graphqlPath(operation: Operation): string {
  return `/i/api/graphql/${queryIdOf(operation)}/${operation}`;
}

/** X's ids change with every build; only their look matters. */
function queryIdOf(operation: Operation): string {
  return btoa(`${operation}-fake-query-id`).slice(0, 22);
}
