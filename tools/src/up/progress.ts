import { setTimeout as delay } from "node:timers/promises";

export type Progress = {
  /** Shows the label while the work goes on, and how long it took when it is done. */
  step<Result>(label: string, work: () => Promise<Result>): Promise<Result>;
  say(text: string): void;
};

/** A step that is done sooner shows only its end. */
const quickMs = 700;

/** One line a step on standard output: nothing scrolls away what matters. */
export function showProgress(output: NodeJS.WriteStream): Progress {
  const say = (text: string) => {
    output.write(`${text}\n`);
  };
  return {
    say,
    step: async (label, work) => {
      const startedAt = Date.now();
      const done = new AbortController();
      const slow = delay(quickMs, undefined, { signal: done.signal, ref: false }).then(
        () => say(`  … ${label}`),
        () => undefined,
      );
      try {
        const result = await work();
        done.abort();
        await slow;
        say(`  ✓ ${label} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
        return result;
      } finally {
        done.abort();
      }
    },
  };
}
