/** Why the history cannot be read or written: the disk or quota is full, another page keeps it from an upgrade, or it is damaged. */
export type RecordProblem = 'full' | 'blocked' | 'broken';
