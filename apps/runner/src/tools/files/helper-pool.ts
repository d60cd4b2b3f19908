import type { FileHelper } from "#tools/files/file-helper.ts";

export type HelperPool = {
  /** Says that a helper is used now, or was just started. */
  use(helper: FileHelper): void;
};

/**
 * Bounds what helpers cost a runner with hundreds of sessions: each is a process of some 45 MB. One that is idle for a
 * while ends, and so does the one that is idle longest when there are too many. The next call starts another.
 */
export function createHelperPool({ most, idleMs }: { most: number; idleMs: number }): HelperPool {
  const idleTimers = new Map<FileHelper, NodeJS.Timeout>();
  return {
    use: (helper) => {
      const known = idleTimers.get(helper);
      clearTimeout(known);
      // Deleted and set again, the map keeps them in the order of their last use.
      idleTimers.delete(helper);
      idleTimers.set(
        helper,
        setInterval(() => {
          if (!helper.isBusy()) void helper.stop();
        }, idleMs).unref(),
      );
      if (!known) {
        void helper.ended.then(() => {
          clearInterval(idleTimers.get(helper));
          idleTimers.delete(helper);
        });
      }
      if (idleTimers.size <= most) return;
      const longestIdle = [...idleTimers.keys()].find((other) => other !== helper && !other.isBusy());
      void longestIdle?.stop();
    },
  };
}
