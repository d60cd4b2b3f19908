/** Does `work` again and again, `intervalMs` after it last ended. `stop` resolves when it has ended for good. */
export function every(intervalMs: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const next = () => {
    timer = setTimeout(() => {
      current = work().finally(() => {
        if (!isStopped) next();
      });
    }, intervalMs);
  };
  next();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
