import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes a minute or more, longest first. Begun last, the others would have ended and it be waited for alone. */
const LONG = ['healthy.e2e.ts', 'scenarios.e2e.ts', 'faces.e2e.ts', 'classify.e2e.ts'];

const rankOf = ({ moduleId }: TestSpecification) => {
  const rank = LONG.indexOf(basename(moduleId));
  return rank < 0 ? LONG.length : rank;
};
const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder;

/** Vitest's own order goes by the size of files where it has not seen them run, and one project after the other. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => groupOf(a) - groupOf(b) || rankOf(a) - rankOf(b));
  }
}
