import type { Planned } from './plan.ts';
import {
  type Answer,
  type ConnectionFailure,
  type DocumentAnswer,
  type HttpFailure,
  type MediaAnswer,
  OPERATIONS,
  type Operation,
  type Phase,
  type ScriptAnswer,
} from './scenario.ts';

/** Everything that can be made to fail, and what it can answer. */
export type TargetAnswers = Record<Operation, Answer> & {
  document: DocumentAnswer;
  scripts: ScriptAnswer;
  pictures: MediaAnswer;
  videos: MediaAnswer;
  telemetry: 'ok' | ConnectionFailure;
  shortLinks: 'ok' | HttpFailure;
};
export type Target = keyof TargetAnswers;

/** What a phase plans for a target. */
export function plannedIn<T extends Target>(phase: Phase, target: T): Planned<TargetAnswers[T]> | undefined {
  const from = isOperation(target) ? phase.operations : phase;
  return (from as Partial<Record<Target, Planned<TargetAnswers[T]>>>)[target];
}

function isOperation(target: string): target is Operation {
  return (OPERATIONS as readonly string[]).includes(target);
}
