export type Every = {
  /** Does the work without waiting for its time. */
  now(): void;
  /** Resolves when it has ended for good. */
  stop(): Promise<void>;
};

/** Does `work`, which never rejects, again and again, `intervalMs` after it last ended. */
export function every(intervalMs: number, work: () => Promise<void>): Every {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> | null = null;
  const next = () => {
    timer = setTimeout(now, intervalMs);
  };
  const now = () => {
    if (current || isStopped) return;
    clearTimeout(timer);
    current = work().finally(() => {
      current = null;
      if (!isStopped) next();
    });
  };
  next();
  return {
    now,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
