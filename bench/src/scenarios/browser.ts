import type { Task } from "@slipway/testing/browser/read-tasks";
import { framesOfPanes, paneMessages, panes, streamBeside, tasksOfPanes } from "#browser/four-streams.ts";
import { type OpenPage, openBrowser } from "#browser/open-browser.ts";
import { openLongSession } from "#browser/open-long-session.ts";
import type { Frames } from "#browser/watch-frames.ts";
import { median } from "#measure/quantile.ts";
import type { Bench, Figure, Scenario } from "#scenario.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

/** What the playground costs the browser: four panes that stream, and a long session that is opened. */
export const browser: Scenario = {
  name: "browser",
  title: "The playground in Chromium",
  run: async (bench) => {
    await using slipway = await bench.startSlipway();
    await using open = await openBrowser(slipway.url);
    return [...(await fourPanes(bench, slipway, open)), ...(await openLongSession(bench, slipway, open))];
  },
};

/** In turns with a bare page: what else the machine does meets both. */
async function fourPanes(bench: Bench, slipway: Slipway, open: OpenPage): Promise<Figure[]> {
  const bare: Frames[] = [];
  const frames: Frames[] = [];
  const traced: (readonly Task[])[] = [];
  for (let round = 1; round <= bench.repeats; round += 1) {
    bench.say(`${panes} sessions of ${paneMessages} messages stream (${round} of ${bench.repeats})`);
    bare.push(await streamBeside(slipway, open));
    frames.push(await framesOfPanes(slipway, open));
    traced.push(await tasksOfPanes(slipway, open));
  }
  const longest = (of: (task: Task) => number) =>
    median(traced.map((tasks) => tasks.reduce((most, task) => Math.max(most, of(task)), 0)));
  return [
    {
      name: "four panes stream: frames painted",
      value: median(frames.map(({ perSecond }) => perSecond)),
      unit: "/s",
      bare: median(bare.map(({ perSecond }) => perSecond)),
      budget: { atLeast: 58 },
    },
    {
      name: "… longest time between two frames",
      value: median(frames.map(({ longestGapMs }) => longestGapMs)),
      unit: "ms",
      bare: median(bare.map(({ longestGapMs }) => longestGapMs)),
    },
    {
      name: "… longest task, of the page's own account",
      value: longest(({ cpuMs }) => cpuMs),
      unit: "ms",
      budget: { atMost: 50 },
    },
    {
      name: "… of a core that the page's main thread takes",
      value: median(traced.map(shareOf)),
      unit: "×",
    },
    { name: "… longest task on the clock", value: longest(({ wallMs }) => wallMs), unit: "ms" },
    {
      name: "… tasks over 50 ms on the clock",
      value: median(traced.map((tasks) => tasks.filter(({ wallMs }) => wallMs > 50).length)),
      unit: "",
    },
  ];
}

/** Of the time from the first task to the end of the last one. */
function shareOf(tasks: readonly Task[]): number {
  const last = tasks.at(-1);
  const spanMs = last ? last.startMs + last.wallMs - (tasks[0]?.startMs ?? 0) : 0;
  return tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / spanMs;
}
