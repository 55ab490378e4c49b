/** Memory of another Node process. */
export interface Memory {
  /** After a garbage collection. */
  heapBytes: number;
  rssBytes: number;
}

/** Asks a process that was started with `--inspect`, at the address it wrote to its log. */
export async function memoryOf(log: string): Promise<Memory> {
  const [address] = /ws:\/\/\S+/.exec(log) ?? [];
  if (!address) throw new Error('the process was not started with --inspect');
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  let calls = 0;
  const call = (method: string, params: object = {}) => {
    calls += 1;
    const id = calls;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise<{ result: { value: string } }>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const message = JSON.parse(data);
        if (message.id === id) resolve(message.result);
      });
    });
  };
  await call('HeapProfiler.enable');
  // Twice: what finalizers let go of in the first round is collected in the second.
  for (let round = 0; round < 2; round += 1) await call('HeapProfiler.collectGarbage');
  const { result } = await call('Runtime.evaluate', { expression: 'JSON.stringify(process.memoryUsage())' });
  socket.close();
  const { heapUsed, rss } = JSON.parse(result.value);
  return { heapBytes: heapUsed, rssBytes: rss };
}
