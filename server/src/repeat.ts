/** Does `work` again and again, `everyMs` after it has ended, until stopped. */
export function repeat(work: () => Promise<void>, everyMs: number): { stop: () => Promise<void> } {
  let running = Promise.resolve();
  let timer = setTimeout(round, everyMs);
  let isStopped = false;
  function round() {
    running = work().then(() => {
      if (!isStopped) timer = setTimeout(round, everyMs);
    });
  }
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
