/** A span of time in which the crowd met an outage. Times are in minutes since 1970. */
export interface Incident {
  /** The minute it was detected in: there is one incident at a time. */
  id: number;
  /** Dated back to the first minute of the excess. */
  startMinute: number;
  detectedMinute: number;
  /** Undefined while it goes on. */
  endMinute?: number;
  /** The most devices with trouble in one window, as published. */
  peakProblem: number;
  peakMinute: number;
  /** Most frequent first. */
  symptoms: string[];
  /** Codes of the cells that had an excess. */
  cells: string[];
}
