import { describe, expect, it } from 'vitest';
import { scenarios } from './scenarios/index.ts';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (name, scenario) => {
  it('has a title and phases of different names, in one form', () => {
    expect(name).toMatch(NAME);
    expect(scenario.title.length).toBeGreaterThan(10);
    const names = scenario.phases.map((phase) => phase.name);
    expect(new Set(names).size).toBe(names.length);
    for (const phaseName of names) expect(phaseName).toMatch(NAME);
  });

  it('tells for every phase what is true of it, and where to look', () => {
    for (const { name: phaseName, expected, visit = [] } of scenario.phases) {
      expect([phaseName, expected?.verdict]).toEqual([phaseName, expect.any(String)]);
      // one's own connection is lost on a page, and found before one
      expect([phaseName, visit.find((step) => step !== 'online')]).toEqual([
        phaseName,
        expect.stringMatching(/^\//),
      ]);
      if (expected?.verdict === 'outage') expect(expected.symptoms ?? expected.parts ?? name).toBeTruthy();
      expect(expected?.alsoFair ?? []).not.toContain(expected?.verdict);
    }
  });
});

it('no scenario calls its last phase an outage unless it repeats, or ends in one by intent', () => {
  const open = scenarios.filter(
    ({ phases, repeats }) => !repeats && phases.at(-1)?.expected?.verdict === 'outage',
  );
  expect(open.map(({ name }) => name)).toEqual([]);
});
