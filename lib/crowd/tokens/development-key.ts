/**
 * The public half of the key that signs key directories while nothing is at stake: on a developer's machine, in tests
 * and in the demo. Its private half is published with the issuer's source, so a directory signed with it proves nothing.
 */
export const DEVELOPMENT_KEY =
  'BP5-DLhTI0ToX1sXn8-l3kEzB3ynOi6HLKl_dqq_UoXVZ3QzMNCDxquCcaOoPC1-lLeVuxvX0-xepNgOnLZhYPE';
