/** A request to one of the crowd's services, as far as the client knows of requests. */
export interface Question {
  to: 'collector' | 'issuer';
  /** What the reader must have chosen before it may be asked: to see the crowd, or to share with it. */
  purpose: 'seeing' | 'sharing';
  /** Path and query. */
  path: string;
  /** Sent with POST; without it the question is a GET. */
  body?: Uint8Array<ArrayBuffer>;
  /** No honest answer is longer. */
  mostBytes: number;
}

/** Why a question was not asked at all. */
export type WithheldReason = 'not-wanted' | 'no-host-permission' | 'no-data-consent' | 'no-header-rules';

/** What became of a question. Whatever goes wrong on the way is an outcome, never an exception. */
export type Outcome =
  | Answer
  /** No answer, or one that cannot be the service's own, such as a captive portal's page. */
  | { outcome: 'unreachable' }
  /** Nothing was sent. */
  | { outcome: 'withheld'; reason: WithheldReason };

/** What the service said, whichever status it has. */
export interface Answer {
  outcome: 'answer';
  status: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** The service's clock when the answer arrived, in ms since 1970, if it told; exact to a second or two. */
  serverMs?: number;
  /** How long to wait before asking again, if it told. */
  retryAfterS?: number;
}

/** Asks one question. The extension does so over the network, simulator and tests as they like. */
export type Transport = (question: Question) => Promise<Outcome>;
