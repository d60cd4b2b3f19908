/** What a renderer's main thread did in one go: nothing else happened on the page meanwhile. */
export type Task = {
  /** Since the trace began. */
  readonly startMs: number;
  /** On the clock: on a busy machine other processes are in it. */
  readonly wallMs: number;
  /** Of the processor: the page's own account. */
  readonly cpuMs: number;
};

type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};

/** The categories of Chromium's trace that `readTasks` needs. Fewer would not do, more would slow the page down. */
export const taskCategories = [
  "-*",
  "toplevel",
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
];

/**
 * The tasks of the page's main thread, in their order, from a trace in Chromium's JSON format
 * (https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU). Of several renderers the busiest is
 * the page. Throws when the trace has none: then nothing was measured.
 */
export function readTasks(trace: string): readonly Task[] {
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace);
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(threadOf),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === "X" && event.name.endsWith("RunTask") && mains.has(threadOf(event)),
  );
  const byThread = Map.groupBy(tasks, threadOf);
  const busiest = [...byThread.values()].toSorted((one, other) => cpuOf(other) - cpuOf(one))[0];
  if (!busiest) throw new Error("The trace has no tasks of a page.");
  const begin = traceEvents.reduce(
    (first, { ts }) => (ts > 0 ? Math.min(first, ts) : first),
    Number.POSITIVE_INFINITY,
  );
  // The same task can be told under the names of two categories.
  const names = Map.groupBy(busiest, ({ name }) => name);
  const told = names.get("RunTask") ?? busiest;
  return told
    .map(({ ts, dur = 0, tdur = dur }) => ({
      startMs: (ts - begin) / 1000,
      wallMs: dur / 1000,
      cpuMs: tdur / 1000,
    }))
    .toSorted((one, other) => one.startMs - other.startMs);
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}:${tid}`;
}

function cpuOf(tasks: readonly TraceEvent[]): number {
  return tasks.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0);
}
