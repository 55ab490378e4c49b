import { SERVER_FAULTS } from '../../server/proof/faults.ts';
import { EXTENSION_FAULTS } from './extension/faults.ts';
import type { Fault } from './fault.ts';

/** Everything that is done to Feed Canary to see what it withstands. */
export const FAULTS: readonly Fault[] = [...SERVER_FAULTS, ...EXTENSION_FAULTS];
