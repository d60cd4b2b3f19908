import type { Page } from "playwright-core";

/** Frames that the page painted. */
export type Frames = { readonly perSecond: number; readonly longestGapMs: number };

/** Begins to note when frames are painted. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(`{
    const times = (window.slipwayFrames = []);
    const note = (at) => {
      times.push(at);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  }`);
}

/** What was noted since. */
export async function readFrames(page: Page): Promise<Frames> {
  const times = await page.evaluate<number[]>("window.slipwayFrames");
  const gaps = times.slice(1).map((at, before) => at - (times[before] ?? at));
  const spentMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return { perSecond: gaps.length / (spentMs / 1000), longestGapMs: Math.max(...gaps) };
}
