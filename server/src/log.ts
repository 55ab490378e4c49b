/** What a line of the log may hold besides its event. Never an address, never a header. */
export type LogFields = Record<string, string | number | boolean | undefined>;
export type Log = (level: 'info' | 'warn' | 'error', event: string, fields?: LogFields) => void;

/** One JSON object a line on the standard error: the standard output is for people. */
export const logToStderr: Log = (level, event, fields) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
};

/** What may be said of an error: its kind and words. Our own code puts no request into them. */
export const errorFields = (error: unknown): LogFields => {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  return { name, code, message };
};
