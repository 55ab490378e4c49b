/** Tells open pages of ours that the record has changed. A broadcast wakes nobody: without listeners it is gone. */
const NAME = 'feed-canary-record';

export function announceRecordChange(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(null);
  channel.close();
}

/** Calls back after each change until the signal aborts. */
export function onRecordChange(callback: () => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener('message', callback);
  signal.addEventListener('abort', () => channel.close());
}
