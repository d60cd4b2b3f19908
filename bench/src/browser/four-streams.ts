import { setTimeout as delay } from "node:timers/promises";
import { readTasks, type Task, taskCategories } from "@slipway/testing/browser/read-tasks";
import { streaming } from "#browser/answers.ts";
import { beginSession } from "#browser/begin-session.ts";
import type { OpenPage } from "#browser/open-browser.ts";
import { type Frames, readFrames, watchFrames } from "#browser/watch-frames.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

export const panes = 4;
export const paneMessages = 200;
/** 100 tokens a second. */
const tokenEveryMs = 10;
/** About 1,000 tokens. */
const streamedParts = 12;

/** Four panes on the screen, each of which shows what its session streams: so many frames are painted meanwhile. */
export async function framesOfPanes(slipway: Slipway, open: OpenPage): Promise<Frames> {
  await openPanes(slipway, open);
  await watchFrames(open.page);
  await stream(open);
  return readFrames(open.page);
}

/** The same with a trace, which takes time of its own: no frames are counted then. */
export async function tasksOfPanes(slipway: Slipway, open: OpenPage): Promise<readonly Task[]> {
  await openPanes(slipway, open);
  await open.browser.startTracing(open.page, { categories: taskCategories });
  await stream(open);
  return readTasks((await open.browser.stopTracing()).toString("utf8"));
}

async function openPanes(slipway: Slipway, { page }: OpenPage): Promise<void> {
  const sessions = await beginSessions(slipway);
  const address = new URLSearchParams({ sessions: sessions.join(",") });
  for (const _ of sessions) address.append("pane", "r1");
  await page.goto(`/apps/${slipway.appId}/compare?${address}`);
  const lists = page.getByRole("list", { name: "Messages" });
  for (const at of sessions.keys()) await lists.nth(at).getByText("Begun.", { exact: true }).waitFor();
  await page.getByRole("textbox", { name: "Message" }).fill(streaming(streamedParts, tokenEveryMs));
}

/** Says what makes all panes stream, and waits until they have. */
async function stream({ page }: OpenPage): Promise<void> {
  await page.keyboard.press("Enter");
  // Asked for seldom and without roles: a locator would have the page compute its styles again and again meanwhile.
  const isOver = `[...document.querySelectorAll("ol[aria-label=Messages]")].filter((list) =>
    [...list.querySelectorAll("h2")].some((heading) => heading.textContent === "Part ${streamedParts - 1}")
  ).length === ${panes}`;
  const deadline = AbortSignal.timeout(120_000);
  while (!(await page.evaluate<boolean>(isOver))) await delay(250, undefined, { signal: deadline });
}

/**
 * What no page on this machine could do better: one with a single word, which changes in each frame, while four sessions
 * stream the same over the same connection, and what comes is thrown away.
 */
export async function streamBeside(slipway: Slipway, { page }: OpenPage): Promise<Frames> {
  const sessions = await beginSessions(slipway);
  const positions = await Promise.all(
    sessions.map(async (id) => {
      const { seq } = await slipway.get<{ seq: number }>(`/sessions/${id}/messages?limit=1`);
      return `${id}@${seq}`;
    }),
  );
  await page.route("**/bare", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><p>0</p>" }),
  );
  await page.goto("/bare");
  await page.evaluate(`{
    const read = async () => {
      const answer = await fetch("/api/v1/live?sessions=${positions.join(",")}");
      const reader = answer.body.getReader();
      while (!(await reader.read()).done);
    };
    void read();
    let count = 0;
    const change = () => {
      document.querySelector("p").textContent = String((count += 1));
      requestAnimationFrame(change);
    };
    change();
  }`);
  await watchFrames(page);
  const message = streaming(streamedParts, tokenEveryMs);
  await Promise.all(sessions.map((id) => slipway.post(`/sessions/${id}/runs`, { input: { message } })));
  return readFrames(page);
}

function beginSessions(slipway: Slipway): Promise<string[]> {
  return Promise.all(Array.from({ length: panes }, () => beginSession(slipway, paneMessages - 1)));
}
