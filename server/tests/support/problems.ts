import { expect } from 'vitest';
import type { Problem } from '../../src/http/problem.ts';

/** Status and kind of the problem document that an answer must be. */
export async function problemIn(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await response.json()) as Problem;
  expect(problem).toMatchObject({ status: response.status, title: expect.any(String) });
  return `${problem.status} ${problem.type.split('/').pop()}`;
}
