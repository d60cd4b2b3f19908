import { readTasks, type Task, taskCategories } from "@slipway/testing/browser/read-tasks";
import { conversation, streaming } from "#browser/answers.ts";
import { type OpenPage, openBrowser } from "#browser/open-browser.ts";
import { readFrames, watchFrames } from "#browser/watch-frames.ts";
import { median } from "#measure/quantile.ts";
import type { Bench, Figure, Scenario } from "#scenario.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

const panes = 4;
const paneMessages = 200;
const longMessages = 2_000;
/** 100 tokens a second. */
const tokenEveryMs = 10;
/** About 1,000 tokens. */
const streamedParts = 12;

/** What the playground costs the browser: four panes that stream, and a long session that is opened. */
export const browser: Scenario = {
  name: "browser",
  title: "The playground in Chromium",
  run: async (bench) => {
    await using slipway = await bench.startSlipway();
    await using open = await openBrowser(slipway.url);
    return [...(await fourPanes(bench, slipway, open)), ...(await longSession(bench, slipway, open))];
  },
};

async function fourPanes(
  bench: Bench,
  slipway: Slipway,
  { browser: chromium, page }: OpenPage,
): Promise<Figure[]> {
  bench.say(`${panes} sessions of ${paneMessages} messages`);
  const sessions = await Promise.all(
    Array.from({ length: panes }, () => beginSession(slipway, paneMessages - 1)),
  );
  const address = new URLSearchParams({ sessions: sessions.join(",") });
  for (const _ of sessions) address.append("pane", "r1");
  await page.goto(`/apps/${slipway.appId}/compare?${address}`);
  const lists = page.getByRole("list", { name: "Messages" });
  await lists
    .nth(panes - 1)
    .getByText("Begun.", { exact: true })
    .waitFor();
  await page.getByRole("textbox", { name: "Message" }).fill(streaming(streamedParts, tokenEveryMs));
  bench.say(`${panes} panes stream`);
  await chromium.startTracing(page, { categories: taskCategories });
  await watchFrames(page);
  await page.keyboard.press("Enter");
  const lastPart = `Part ${streamedParts - 1}`;
  for (let at = 0; at < panes; at += 1) {
    await lists.nth(at).getByRole("heading", { name: lastPart }).waitFor({ timeout: 120_000 });
  }
  const frames = await readFrames(page);
  const tasks = readTasks((await chromium.stopTracing()).toString("utf8"));
  return [
    {
      name: "four panes stream: frames painted",
      value: frames.perSecond,
      unit: "/s",
      budget: { atLeast: 58 },
    },
    { name: "… longest time between two frames", value: frames.longestGapMs, unit: "ms" },
    ...taskFigures(tasks),
  ];
}

function taskFigures(tasks: readonly Task[]): Figure[] {
  const longest = (of: (task: Task) => number) => Math.max(...tasks.map(of));
  return [
    {
      name: "… longest task, of the page's own account",
      value: longest(({ cpuMs }) => cpuMs),
      unit: "ms",
      budget: { atMost: 50 },
    },
    {
      name: "… of a core that the page's main thread takes",
      value: tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / spanMs(tasks),
      unit: "×",
    },
    { name: "… longest task on the clock", value: longest(({ wallMs }) => wallMs), unit: "ms" },
    {
      name: "… tasks over 50 ms on the clock",
      value: tasks.filter(({ wallMs }) => wallMs > 50).length,
      unit: "",
    },
  ];
}

/** From the first task to the end of the last one. */
function spanMs(tasks: readonly Task[]): number {
  const last = tasks.at(-1);
  return last ? last.startMs + last.wallMs - (tasks[0]?.startMs ?? 0) : 0;
}

async function longSession(bench: Bench, slipway: Slipway, { page }: OpenPage): Promise<Figure[]> {
  bench.say(`a session of ${longMessages} messages`);
  const session = await beginSession(slipway, paneMessages - 1);
  for (let messages = paneMessages; messages < longMessages; messages += 2) {
    const last = messages + 2 >= longMessages ? "The very last." : "Said.";
    await slipway.post(`/sessions/${session}/runs`, {
      input: { message: `Question ${messages}\n!script\n!say ${last}` },
    });
  }
  const opened: number[] = [];
  for (let round = 1; round <= bench.repeats; round += 1) {
    bench.say(`opening it (${round} of ${bench.repeats})`);
    await page.goto("/apps");
    await page.goto(`/apps/${slipway.appId}?session=${session}`, { waitUntil: "commit" });
    await page.getByText("The very last.", { exact: true }).waitFor();
    opened.push(await page.evaluate(() => performance.now()));
  }
  const shown = await page.getByRole("list", { name: "Messages" }).locator("> li").count();
  return [
    {
      name: "2,000 messages: from the address to the last one",
      value: median(opened),
      unit: "ms",
      budget: { atMost: 1_000 },
    },
    { name: "… messages that exist on the page", value: shown, unit: "", budget: { atMost: 60 } },
  ];
}

/** A session that begins with so many messages and one answer. */
async function beginSession(slipway: Slipway, messages: number): Promise<string> {
  const past = conversation(messages);
  const last = { role: "user", content: "Begin\n!script\n!say Begun." };
  const run = await slipway.post<{ sessionId: string }>(`/apps/${slipway.appId}/invoke`, {
    input: { messages: [...past.slice(0, -1), last] },
  });
  return run.sessionId;
}
