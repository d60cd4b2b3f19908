import type { OpenPage } from "#browser/open-browser.ts";
import { readFrames, watchFrames } from "#browser/watch-frames.ts";
import { median } from "#measure/quantile.ts";
import type { Figure } from "#scenario.ts";

const wheelTurns = 60;

/** From the click on a run's trace until its tree is there, and how it scrolls. */
export async function openLongTrace(
  { page }: OpenPage,
  { runId, repeats }: { readonly runId: string; readonly repeats: number },
): Promise<Figure[]> {
  const opened: number[] = [];
  const tree = page.getByRole("tree", { name: "Spans" });
  for (let round = 0; round < repeats; round += 1) {
    await page.goto(`/runs/${runId}`);
    const tab = page.getByRole("tab", { name: "Trace" });
    await tab.waitFor();
    const began = performance.now();
    await tab.click();
    await tree.getByRole("treeitem").first().waitFor({ timeout: 60_000 });
    opened.push(performance.now() - began);
  }
  await tree.hover();
  await watchFrames(page);
  for (let turn = 0; turn < wheelTurns; turn += 1) await page.mouse.wheel(0, 1_500);
  const frames = await readFrames(page);
  const drawn = await tree.getByRole("treeitem").count();
  return [
    { name: "a trace of 30,000 spans opens", value: median(opened), unit: "ms", budget: { atMost: 1_500 } },
    { name: "… frames painted while it scrolls", value: frames.perSecond, unit: "/s" },
    { name: "… longest time between two frames", value: frames.longestGapMs, unit: "ms" },
    { name: "… rows that exist on the page", value: drawn, unit: "", budget: { atMost: 100 } },
  ];
}
