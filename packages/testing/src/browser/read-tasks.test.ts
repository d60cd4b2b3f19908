import { expect, it } from "vitest";
import { readTasks } from "./read-tasks.ts";

const main = (pid: number) => ({
  name: "thread_name",
  ph: "M",
  pid,
  tid: 1,
  ts: 0,
  args: { name: "CrRendererMain" },
});
const task = (pid: number, ts: number, dur: number) => ({
  name: "RunTask",
  ph: "X",
  pid,
  tid: 1,
  ts,
  dur,
  tdur: dur / 2,
});
const read = (...traceEvents: object[]) => readTasks(JSON.stringify({ traceEvents }));

it("reads the tasks of the page's main thread, on the clock and of the processor", () => {
  const tasks = read(
    main(7),
    main(8),
    task(8, 900_000, 10),
    task(7, 1_020_000, 60_000),
    task(7, 1_000_000, 8000),
    { ...task(7, 1_000_000, 8000), name: "ThreadControllerImpl::RunTask" },
    { ...task(7, 1_000_000, 9_000_000), tid: 2 },
    { ...task(7, 1_001_000, 100), name: "Layout" },
  );
  expect(tasks).toEqual([
    { startMs: 100, wallMs: 8, cpuMs: 4 },
    { startMs: 120, wallMs: 60, cpuMs: 30 },
  ]);
});

it("does not take a trace without tasks for a calm page", () => {
  expect(() => read(main(7))).toThrow("no tasks");
});
